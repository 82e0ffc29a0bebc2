//! Tokens for a service account (RFC 6749 §4.4).

use serde_json::Value;

use super::{
    answer::Refused,
    document::{Tokens, nested},
    request::TokenRequest,
};
use crate::auth::{
    Auth,
    clients::Client,
    consents::Owner,
    grants::Holder,
    request::check_known,
    scopes::{self, Scope},
};

/// The client allows itself what it asks for.
pub(super) fn grant(
    auth: &Auth,
    client: &Client,
    request: &TokenRequest,
) -> Result<Value, Refused> {
    if !client.is_confidential {
        return Err(Refused::InvalidClient);
    }
    let asked = read(auth, request.scope.as_deref().unwrap_or_default())?;
    let owner = Owner {
        identity_id: client.id.clone(),
        client_id: client.id.clone(),
    };
    auth.consents().allow(&owner, &asked, true, auth.now());
    let holder = Holder {
        client_id: client.id.clone(),
        session: None,
        on_behalf: None,
        family: auth.grants().new_family(),
    };
    let names: Vec<String> = asked.into_iter().map(|scope| scope.name).collect();
    let documents = Tokens::new(&holder, &names).issue(auth);
    documents.and_then(nested).ok_or(Refused::InvalidGrant)
}

fn read(auth: &Auth, parameter: &str) -> Result<Vec<Scope>, Refused> {
    let invalid = |error: &dyn std::fmt::Display| Refused::InvalidScope(error.to_string());
    let asked = scopes::parse(parameter).map_err(|error| invalid(&error))?;
    let is_known = |scope: &str| auth.knows_scope(scope);
    check_known(&asked, &is_known).map_err(|error| invalid(&error))?;
    if asked.is_empty() {
        return Err(Refused::InvalidScope("no scope was requested".to_owned()));
    }
    Ok(asked)
}
