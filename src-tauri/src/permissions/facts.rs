//! What is known of an account's permissions: required, on this computer, and at Globus.

use globus_app::{ConsentForest, Error, HeldToken, Scope, ScopeParser};
use uuid::Uuid;

use crate::{
    clients::Clients,
    problem::{self, view::Problem},
};

const SERVICE: &str = "Globus Auth";

/// What a person allowed this app at Globus.
#[derive(Debug)]
pub enum Allowed {
    /// This.
    Known(ConsentForest),
    /// It cannot be told now; the tokens alone count.
    Unknown,
    /// A client allows itself whatever it asks for.
    Itself,
}

/// All that is known.
#[derive(Debug)]
pub struct Facts {
    /// What is asked for at each sign-in, each scope once with everything below it.
    pub required: Vec<Scope>,
    /// What of it the app cannot do without: it would not call the service.
    pub vital: Vec<Scope>,
    /// What this computer has.
    pub held: Vec<HeldToken>,
    pub allowed: Allowed,
    /// Why not, if it cannot be told.
    pub problem: Option<Problem>,
}

impl Facts {
    pub async fn read(clients: &Clients) -> Result<Self, Problem> {
        let held = clients.app.held_tokens().await;
        let held = held.map_err(|error| problem::calls::of_call(SERVICE, &error))?;
        let (allowed, problem) = if clients.app.acts_for_a_person() {
            match consents(clients).await {
                Ok(forest) => (Allowed::Known(forest), None),
                Err(problem) => (Allowed::Unknown, Some(problem)),
            }
        } else {
            (Allowed::Itself, None)
        };
        let vital: Vec<_> = clients
            .app
            .scope_requirements()
            .into_values()
            .flatten()
            .collect();
        let asked = clients.requirements.scopes();
        Ok(Self {
            required: merged(vital.iter().chain(&asked)),
            vital,
            held,
            allowed,
            problem,
        })
    }

    /// The token of a service.
    pub fn token(&self, resource_server: &str) -> Option<&HeldToken> {
        let mut held = self.held.iter();
        held.find(|held| held.resource_server == resource_server)
    }
}

/// The consents to this app, as far as they are linked to each other.
pub async fn consents(clients: &Clients) -> Result<ConsentForest, Problem> {
    let me = me(clients).ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let listed = clients.auth.list_consents(&me, false).await;
    let listed = listed.map_err(|error: Error| problem::calls::of_call(SERVICE, &error))?;
    Ok(ConsentForest::of_linked(listed).0)
}

/// Whose consents are asked for.
pub fn me(clients: &Clients) -> Option<Uuid> {
    Uuid::try_parse(clients.identity_id.as_deref()?).ok()
}

/// Requirements can contradict each other only if somebody added a cycle; the rest counts then.
fn merged<'a>(scopes: impl IntoIterator<Item = &'a Scope>) -> Vec<Scope> {
    scopes.into_iter().fold(Vec::new(), |all, scope| {
        ScopeParser::merge_scopes(&all, std::slice::from_ref(scope)).unwrap_or(all)
    })
}
