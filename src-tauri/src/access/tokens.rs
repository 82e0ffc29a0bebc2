//! Access › Tokens on this computer. Never contains a token itself.

use std::collections::BTreeMap;

use globus_app::{Error, HeldToken, Scope, StorageError, TokenValidationError};

use super::{
    scopes::Person,
    view::{
        scopes::RequestLine,
        tokens::{TokenRow, Tokens},
    },
};
use crate::{
    clients::Clients,
    permissions::{
        facts::{Allowed, Facts},
        names::Names,
        words,
    },
    problem::{
        self,
        login::storage_words,
        view::{FixAction, Problem, Tone},
    },
    text::{Literal, Text},
    time::millis,
};

const SERVICE: &str = "Globus Auth";

/// A smaller difference between the clocks doesn't matter, in seconds.
const CLOCK_TOLERANCE: i64 = 5 * 60;

/// The tokens stored on this computer.
pub async fn tokens(clients: Option<Clients>) -> Result<Tokens, Problem> {
    let clients = clients.ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let facts = Facts::read(&clients).await?;
    let held = facts.held.iter().map(Kept::held);
    let ended = clients.app.ended_tokens();
    let ended = ended.into_iter().map(Kept::ended);
    let mut kept: Vec<_> = held.chain(ended).collect();
    for allowed in allowed_without_a_token(&facts) {
        if !kept.iter().any(|kept| kept.server == allowed.server) {
            kept.push(allowed);
        }
    }
    let names = Names::look_up(&clients, kept.iter().flat_map(|kept| &kept.scopes)).await;
    let skew = clients.app.server_clock_skew().map(|skew| skew.as_secs());
    let off_by = skew.filter(|seconds| seconds.abs() > CLOCK_TOLERANCE);
    Ok(Tokens {
        rows: kept.iter().map(|kept| kept.row(&clients, &names)).collect(),
        unrevoked: u32::try_from(clients.app.unrevoked_tokens()).unwrap_or(u32::MAX),
        // If Globus is ahead, this computer is behind.
        clock_off_by: off_by.and_then(|seconds| i32::try_from(seconds).ok()),
    })
}

/// Refreshes the token of one service.
pub async fn renew_token(clients: Option<Clients>, resource_server: &str) -> Result<(), Problem> {
    let clients = clients.ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let renewed = clients.app.renew(resource_server).await;
    renewed.map_err(|error| match error {
        Error::TokenValidation(TokenValidationError::Expired { .. }) => refused(),
        other => problem::calls::of_call(SERVICE, &other),
    })
}

/// Deletes and revokes the token of one service.
pub async fn forget_token(clients: Option<Clients>, resource_server: &str) -> Result<(), Problem> {
    let clients = clients.ok_or_else(|| problem::calls::sign_in_needed(SERVICE))?;
    let forgotten = clients.app.forget(resource_server).await;
    forgotten.map_err(|error| match error {
        Error::Storage(error) => not_removed(&error),
        other => problem::calls::of_call(SERVICE, &other),
    })
}

/// What is known about one service's token.
struct Kept<'a> {
    server: String,
    scopes: Vec<Scope>,
    token: Option<&'a HeldToken>,
    has_ended: bool,
}

impl<'a> Kept<'a> {
    fn held(token: &'a HeldToken) -> Self {
        let scopes = token
            .scopes
            .iter()
            .filter_map(|scope| Scope::new(scope).ok());
        Self {
            server: token.resource_server.clone(),
            scopes: scopes.collect(),
            has_ended: token.has_ended_for_good(),
            token: Some(token),
        }
    }

    fn ended(server: String) -> Self {
        Self {
            server,
            scopes: Vec::new(),
            token: None,
            has_ended: true,
        }
    }

    fn row(&self, clients: &Clients, names: &Names) -> TokenRow {
        let title = words::service(&self.server, self.scopes.first(), names);
        let saved = self.token.is_none_or(|token| token.is_saved);
        let problem = if self.has_ended {
            Some(refused())
        } else if saved {
            None
        } else {
            Some(unsaved())
        };
        let person = Person {
            id: clients.identity_id.as_deref(),
            username: &clients.username,
        };
        let owner = self.token.and_then(|token| token.identity_id.as_deref());
        TokenRow {
            account: owner.map_or_else(|| Text::of(&clients.username), |id| person.named(id)),
            scopes: self.scopes.iter().map(|scope| line(scope, names)).collect(),
            ends_at: self.token.map(|token| millis(token.expires_at)),
            lasting: self.token.is_some_and(|token| token.is_renewable),
            kept_in: if saved {
                Text::of(&clients.kept_in)
            } else {
                "memory, until you quit".into()
            },
            resource_server: self.server.clone(),
            title,
            problem,
        }
    }
}

/// Services that you have consented to but that have no token on this computer.
fn allowed_without_a_token(facts: &Facts) -> Vec<Kept<'_>> {
    let Allowed::Known(forest) = &facts.allowed else {
        return Vec::new();
    };
    let mut by_server: BTreeMap<String, Vec<Scope>> = BTreeMap::new();
    for scope in forest
        .roots()
        .filter_map(|root| Scope::new(&*root.scope_name).ok())
    {
        if let Some(server) = scope.resource_server()
            && facts.token(server).is_none()
        {
            by_server.entry(server.to_owned()).or_default().push(scope);
        }
    }
    let kept = by_server.into_iter().map(|(server, scopes)| Kept {
        server,
        scopes,
        token: None,
        has_ended: false,
    });
    kept.collect()
}

fn line(scope: &Scope, names: &Names) -> RequestLine {
    RequestLine {
        scope: Literal::of(scope.scope_string()),
        title: words::title(scope, names),
        level: 1,
        optional: false,
        granted: true,
    }
}

fn refused() -> Problem {
    Problem::new(
        Tone::Warning,
        "Globus no longer renews it.",
        "It was revoked on globus.org, or not used for too long.",
    )
    .fixed_by(FixAction::SignIn, "Sign in again ↗")
}

fn unsaved() -> Problem {
    Problem::new(
        Tone::Warning,
        "It couldn't be saved.",
        "It works until you quit, and Meridian keeps trying to save it.",
    )
    .fixed_by(FixAction::CheckKeychain, "Check again")
}

fn not_removed(error: &StorageError) -> Problem {
    let meaning = "It was revoked at Globus, so what is left here no longer works.";
    Problem::new(Tone::Warning, storage_words(error), meaning)
        .fixed_by(FixAction::CheckKeychain, "Check again")
}
