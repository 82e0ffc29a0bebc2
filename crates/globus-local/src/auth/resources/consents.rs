//! The consents of an identity (`globus_sdk` `AuthClient.get_consents`).

use std::{collections::HashMap, sync::Arc};

use axum::{
    Json,
    extract::{Path, Query, State},
    http::HeaderMap,
};
use serde_json::{Value, json};

use super::caller::{caller, caller_with};
use crate::auth::{Auth, error::AuthError, people::Person};

const ALL_CONSENTS: &[&str] = &["urn:globus:auth:scope:auth.globus.org:view_consents"];

/// The consents for the calling client, or with `all` for every client, which needs a scope.
pub(super) async fn list(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Json<Value>, AuthError> {
    let wants_all = matches!(query.get("all").map(String::as_str), Some("True" | "true"));
    let access = if wants_all {
        caller_with(&auth, &headers, ALL_CONSENTS)?
    } else {
        caller(&auth, &headers)?
    };
    let owner = Person::with_identity(&id).map_or(id.as_str(), |person| person.primary().id);
    if owner != access.identity_id {
        return Err(AuthError::Forbidden);
    }
    let client = (!wants_all).then_some(access.client_id.as_str());
    let consents = auth.consents().documents(owner, client);
    Ok(Json(json!({ "consents": consents })))
}
