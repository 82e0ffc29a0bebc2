//! Errors in the form of the service that a path belongs to.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use uuid::Uuid;

/// The service that a path belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Auth,
    Transfer,
    Groups,
    Flows,
}

impl Service {
    pub(super) fn of(path: &str) -> Self {
        let is_auth = |prefix| path.starts_with(prefix);
        if path.starts_with("/v0.10/") {
            Self::Transfer
        } else if [
            "/v2/oauth2/",
            "/v2/api/",
            "/v2/web/",
            "/.well-known/",
            "/jwk.json",
        ]
        .into_iter()
        .any(is_auth)
        {
            Self::Auth
        } else if path.starts_with("/v2/groups/") {
            Self::Groups
        } else {
            Self::Flows
        }
    }
}

pub(super) fn error(path: &str, status: StatusCode) -> Response {
    let title = status.canonical_reason().unwrap_or("Unknown");
    let body = match Service::of(path) {
        Service::Transfer => transfer(path, &title.replace(' ', ""), title),
        Service::Auth => auth(status, &title.to_uppercase().replace(' ', "_"), title),
        Service::Groups => groups(&title.to_uppercase().replace(' ', "_"), title),
        Service::Flows => flows(&title.to_uppercase().replace(' ', "_"), title),
    };
    (status, Json(body)).into_response()
}

pub(super) fn transfer(path: &str, code: &str, message: &str) -> Value {
    let id = Uuid::new_v4().simple().to_string();
    json!({
        "code": code,
        "message": message,
        // Nine characters, as in the recorded answers.
        "request_id": id.get(..9),
        "resource": path,
    })
}

pub(super) fn auth(status: StatusCode, code: &str, detail: &str) -> Value {
    let title = status.canonical_reason().unwrap_or("Unknown");
    json!({
        "errors": [{
            "status": status.as_str(),
            "id": Uuid::new_v4(),
            "code": code,
            "detail": detail,
            "title": title,
        }],
        "error": code.to_lowercase(),
        "error_description": detail,
    })
}

pub(super) fn groups(code: &str, detail: &str) -> Value {
    json!({ "code": code, "detail": detail })
}

pub(super) fn flows(code: &str, detail: &str) -> Value {
    json!({
        "error": { "code": code, "detail": detail },
        "debug_id": Uuid::new_v4(),
    })
}
