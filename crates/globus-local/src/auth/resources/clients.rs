//! Installed programs that create a confidential client for themselves from a template, as the
//! Globus CLI does (`globus_sdk` `AuthLoginClient.create_native_app_instance`).

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    auth::{Auth, error::AuthError},
    random::random_secret,
};

#[derive(Deserialize)]
pub(super) struct NewClient {
    client: Template,
}

#[derive(Deserialize)]
struct Template {
    template_id: Uuid,
    name: String,
}

pub(super) async fn create(
    State(auth): State<Arc<Auth>>,
    body: Result<Json<NewClient>, JsonRejection>,
) -> Result<(StatusCode, Json<Value>), AuthError> {
    let Ok(Json(NewClient { client: template })) = body else {
        return Err(AuthError::BadRequest(
            "a client needs a template_id and a name",
        ));
    };
    let secret = random_secret();
    let id = auth.clients().add(&secret);
    let body = json!({
        "client": {
            "id": id,
            "name": template.name,
            "parent_client": template.template_id,
            "client_type": "confidential_client",
            "public_client": false,
            "grant_types": ["authorization_code", "client_credentials", "refresh_token"],
            "redirect_uris": [],
            "fqdns": [],
            "scopes": [],
            "links": { "privacy_policy": null, "terms_and_conditions": null },
            "visibility": "private",
            "required_idp": null,
            "preselect_idp": null,
            "project": null,
            "prompt_for_named_grant": false,
            "userinfo_from_effective_identity": true,
        },
        "included": {
            "client_credential": {
                "id": Uuid::new_v4(),
                "name": "Auto-created at client creation",
                "client": id,
                "secret": secret,
            },
        },
    });
    Ok((StatusCode::CREATED, Json(body)))
}

/// A client may delete itself.
pub(super) async fn remove(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, AuthError> {
    let mut clients = auth.clients();
    let caller = clients
        .authenticate(&headers, None)
        .ok_or(AuthError::Unauthorized)?;
    if caller.id != id {
        return Err(AuthError::Forbidden);
    }
    clients.remove(&id);
    Ok(Json(json!({ "client": { "id": id } })))
}
