//! The router over all services, and what they share.

use std::sync::Arc;

use axum::{
    Json, Router,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::json;

use crate::{auth, builder::StartError, clock::Clock, flows, issuer::Issuer, transfer};

/// The whole local Globus.
#[derive(Debug)]
pub(crate) struct Globus {
    pub(crate) auth: auth::Auth,
    pub(crate) clock: Clock,
    pub(crate) flows: Vec<serde_json::Value>,
    pub(crate) tasks: Vec<transfer::SeededTask>,
}

impl Globus {
    pub(crate) fn new(
        issuer: Issuer,
        seed: u64,
        clock: Clock,
        auto_approve: bool,
    ) -> Result<Self, StartError> {
        let now = clock.now();
        Ok(Self {
            auth: auth::Auth::new(issuer, clock.clone(), auto_approve)?,
            flows: flows::seed(seed, now),
            tasks: transfer::seed(seed, now),
            clock,
        })
    }

    /// What a person calls the flow or collection with this id.
    pub(crate) fn name_of(&self, id: &str) -> Option<&str> {
        let flow = self.flows.iter().find(|flow| flow["id"] == id);
        match flow {
            Some(flow) => flow["title"].as_str(),
            None => transfer::collection_name(id),
        }
    }
}

pub(crate) fn router(globus: Arc<Globus>) -> Router {
    Router::new()
        .route("/v2/oauth2/authorize", get(auth::authorize))
        .route("/v2/oauth2/authorize/answer", post(auth::answer_consent))
        .route("/v2/web/auth-code", get(auth::code_page))
        .route("/v2/oauth2/token", post(auth::token))
        .route("/v2/oauth2/token/revoke", post(auth::revoke))
        .route("/v2/oauth2/userinfo", get(auth::userinfo))
        .route("/.well-known/openid-configuration", get(auth::discovery))
        .route("/jwk.json", get(auth::keys))
        .route("/flows", get(flows::list))
        .route("/flows/{id}", get(flows::get))
        .route("/v0.10/task_list", get(transfer::task_list))
        .fallback(not_done)
        .method_not_allowed_fallback(not_done)
        .with_state(globus)
}

/// Loud, and in no service's own dialect, so that nobody takes an omission for Globus' behaviour.
async fn not_done(method: Method, uri: Uri) -> Response {
    let path = uri.path();
    tracing::warn!(%method, path, "globus-local does not do this yet");
    let body = json!({
        "code": "NotImplemented",
        "message": format!("globus-local does not do this yet: {method} {path}"),
        "method": method.as_str(),
        "path": path,
    });
    (StatusCode::NOT_IMPLEMENTED, Json(body)).into_response()
}

/// The value of a bearer token, if the request carries one (RFC 6750 §2.1).
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}
