//! Identities by id or username.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    extract::{Path, Query, State},
    http::HeaderMap,
};
use serde_json::{Value, json};

use super::caller::caller_with;
use crate::auth::{Auth, clients::SERVICE_ACCOUNT_ID, colleagues, error::AuthError, people};

/// Either scope allows a lookup. The first is the one for it; the second is what the Globus CLI
/// has.
const LOOK_UP: &[&str] = &[
    "urn:globus:auth:scope:auth.globus.org:view_identities",
    "urn:globus:auth:scope:auth.globus.org:view_identity_set",
];

/// Looks up a comma-separated list of `ids` or `usernames`. Unknown ones are left out, or created
/// with `provision`.
pub(super) async fn look_up(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Json<Value>, AuthError> {
    check(&auth, &headers)?;
    let given = |name: &str| query.get(name).filter(|value| !value.is_empty());
    let wanted = match (given("ids"), given("usernames")) {
        (Some(ids), None) => ids,
        (None, Some(usernames)) => usernames,
        _ => return Err(AuthError::BadRequest("either ids or usernames is required")),
    };
    let wanted = wanted.split(',').map(str::trim);
    if matches!(
        query.get("provision").map(String::as_str),
        Some("True" | "true")
    ) {
        let new = wanted.clone().filter(|one| one.contains('@'));
        new.filter(|one| document(&auth, one).is_none())
            .for_each(|username| auth.unused().add(username));
    }
    let found: Vec<Value> = wanted.filter_map(|one| document(&auth, one)).collect();
    Ok(Json(json!({ "identities": found })))
}

pub(super) async fn one(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, AuthError> {
    check(&auth, &headers)?;
    let identity = document(&auth, &id).ok_or(AuthError::Forbidden)?;
    Ok(Json(json!({ "identity": identity })))
}

/// A user's token needs a scope; a confidential client may also ask for itself.
fn check(auth: &Auth, headers: &HeaderMap) -> Result<(), AuthError> {
    if auth.clients().authenticate(headers, None).is_some() {
        return Ok(());
    }
    caller_with(auth, headers, LOOK_UP).map(drop)
}

fn document(auth: &Auth, id_or_username: &str) -> Option<Value> {
    let known = people::find(id_or_username).or_else(|| colleagues::find(id_or_username));
    if let Some(identity) = known {
        return Some(identity.document());
    }
    if let Some(document) = auth.unused().find(id_or_username) {
        return Some(document);
    }
    of_client(auth, id_or_username)
}

/// Clients have an identity too: the service account, flows and collections.
fn of_client(auth: &Auth, id_or_username: &str) -> Option<Value> {
    let id = id_or_username.strip_suffix("@clients.auth.globus.org");
    let id = id.unwrap_or(id_or_username);
    let name = match id {
        SERVICE_ACCOUNT_ID => "A service account".to_owned(),
        id => auth.name_of(id)?,
    };
    Some(json!({
        "id": id,
        "username": format!("{id}@clients.auth.globus.org"),
        "name": name,
        "email": null,
        "organization": null,
        "identity_provider": "3a1e9c50-8d27-4b6f-a0e4-5c7d2f9b1836",
        "status": "used",
    }))
}
