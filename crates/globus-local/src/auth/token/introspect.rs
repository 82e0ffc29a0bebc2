//! Introspection (RFC 7662), for confidential clients.

use std::sync::Arc;

use axum::{
    Form, Json,
    extract::{State, rejection::FormRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Refused, answer};
use crate::auth::{Auth, grants::Token};

#[derive(Deserialize)]
pub(super) struct IntrospectRequest {
    token: String,
    include: Option<String>,
}

pub(super) async fn introspect(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    form: Result<Form<IntrospectRequest>, FormRejection>,
) -> Response {
    if auth.clients().authenticate(&headers, None).is_none() {
        return Refused::InvalidClient.into_response();
    }
    let Ok(Form(request)) = form else {
        return answer(StatusCode::BAD_REQUEST, json!({"error": "invalid_request"}));
    };
    let token = auth.grants().any(&request.token, auth.now()).cloned();
    let include = request.include.as_deref().unwrap_or_default();
    let include: Vec<&str> = include.split(',').collect();
    Json(match token {
        Some(token) => describe(&auth, &token, &include),
        None => json!({ "active": false }),
    })
    .into_response()
}

fn describe(auth: &Auth, token: &Token, include: &[&str]) -> Value {
    let holder = &token.holder;
    let issued = token.issued.as_second();
    let mut document = json!({
        "active": true,
        "token_type": "Bearer",
        "scope": token.scopes.join(" "),
        "client_id": holder.client_id,
        "username": holder.username(),
        "exp": token.expires.map(Timestamp::as_second),
        "iat": issued,
        "nbf": issued,
        "sub": holder.identity_id(),
        "aud": [token.resource_server, holder.client_id],
        "iss": auth.issuer.id(),
    });
    let Some(session) = &holder.session else {
        return document;
    };
    let person = session.person;
    document["name"] = person.primary().name.into();
    document["email"] = person.primary().email.into();
    let ids: Vec<&str> = person
        .identities
        .iter()
        .map(|identity| identity.id)
        .collect();
    if include.contains(&"identity_set") {
        document["identity_set"] = json!(ids);
    }
    if include.contains(&"identities_set") {
        document["identities_set"] = json!(ids);
    }
    if include.contains(&"identity_set_detail") {
        let details = person.identities.iter();
        let details = details.map(|identity| identity.in_set(session.last_of(identity)));
        document["identity_set_detail"] = details.collect();
    }
    if include.contains(&"session_info") {
        document["session_info"] = session.info();
    }
    document
}
