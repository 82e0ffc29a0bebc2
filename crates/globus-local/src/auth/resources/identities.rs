//! Who is behind an id or a username.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    extract::{Path, Query, State},
    http::HeaderMap,
};
use serde_json::{Value, json};

use super::caller::caller;
use crate::auth::{Auth, clients::SERVICE_ACCOUNT_ID, error::AuthError, people};

/// By `ids` or by `usernames`, with commas between; what nobody has is left out, or made with
/// `provision`.
pub(super) async fn look_up(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Json<Value>, AuthError> {
    caller(&auth, &headers)?;
    let given = |name: &str| query.get(name).filter(|value| !value.is_empty());
    let wanted = match (given("ids"), given("usernames")) {
        (Some(ids), None) => ids,
        (None, Some(usernames)) => usernames,
        _ => return Err(AuthError::BadRequest("give either ids or usernames")),
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
    caller(&auth, &headers)?;
    let identity = document(&auth, &id).ok_or(AuthError::Forbidden)?;
    Ok(Json(json!({ "identity": identity })))
}

fn document(auth: &Auth, id_or_username: &str) -> Option<Value> {
    if let Some(identity) = people::find(id_or_username) {
        return Some(identity.document());
    }
    if let Some(document) = auth.unused().find(id_or_username) {
        return Some(document);
    }
    let username = format!("{SERVICE_ACCOUNT_ID}@clients.auth.globus.org");
    let is_service_account = id_or_username == SERVICE_ACCOUNT_ID || id_or_username == username;
    is_service_account.then(|| {
        json!({
            "id": SERVICE_ACCOUNT_ID,
            "username": username,
            "name": "A service account",
            "email": null,
            "organization": null,
            "identity_provider": "3a1e9c50-8d27-4b6f-a0e4-5c7d2f9b1836",
            "status": "used",
        })
    })
}
