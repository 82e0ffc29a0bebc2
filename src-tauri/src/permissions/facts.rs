//! The facts about an account's permissions: required scopes, stored tokens and consents at Globus.

use globus_app::{ConsentForest, Error, HeldToken, Scope, ScopeParser};
use uuid::Uuid;

use crate::{
    clients::Clients,
    problem::{self, view::Problem},
};

const SERVICE: &str = "Globus Auth";

/// What is known about your consents to Meridian.
#[derive(Debug)]
pub enum Allowed {
    /// The consents recorded at Globus.
    Known(ConsentForest),
    /// The consents can't be read now, so only the tokens count.
    Unknown,
    /// A service account needs no consents.
    Itself,
}

/// The facts about an account's permissions.
#[derive(Debug)]
pub struct Facts {
    /// The scopes that each sign-in asks for, merged so that each appears once.
    pub required: Vec<Scope>,
    /// The scopes without which Meridian doesn't call their service.
    pub vital: Vec<Scope>,
    /// The tokens on this computer.
    pub held: Vec<HeldToken>,
    /// The consents at Globus.
    pub allowed: Allowed,
    /// Why the consents can't be read.
    pub problem: Option<Problem>,
}

impl Facts {
    /// Reads the stored tokens and the consents.
    ///
    /// # Errors
    /// If the stored tokens can't be read.
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

    /// The stored token of a resource server.
    pub fn token(&self, resource_server: &str) -> Option<&HeldToken> {
        let mut held = self.held.iter();
        held.find(|held| held.resource_server == resource_server)
    }
}

/// The consents to Meridian. Consents whose parent is missing are left out.
///
/// # Errors
/// If Globus Auth can't be read, or the account's identity isn't known.
pub async fn consents(clients: &Clients) -> Result<ConsentForest, Problem> {
    let me = me(clients).ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let listed = clients.auth.list_consents(&me, false).await;
    let listed = listed.map_err(|error: Error| problem::calls::of_call(SERVICE, &error))?;
    Ok(ConsentForest::of_linked(listed).0)
}

/// The UUID of the account's identity.
pub fn me(clients: &Clients) -> Option<Uuid> {
    Uuid::try_parse(clients.identity_id.as_deref()?).ok()
}

/// Merges scopes. A scope that contradicts the others, as a cycle would, is skipped.
fn merged<'a>(scopes: impl IntoIterator<Item = &'a Scope>) -> Vec<Scope> {
    scopes.into_iter().fold(Vec::new(), |all, scope| {
        ScopeParser::merge_scopes(&all, std::slice::from_ref(scope)).unwrap_or(all)
    })
}
