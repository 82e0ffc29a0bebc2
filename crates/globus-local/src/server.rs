//! The router over all services, and what they share.

use std::sync::Arc;

use axum::{
    Json, Router,
    http::{Method, StatusCode, Uri},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::json;

use crate::{auth, flows, transfer};

/// The whole local Globus.
#[derive(Debug)]
pub(crate) struct Globus {
    pub(crate) auth: auth::Auth,
    pub(crate) flows: Vec<serde_json::Value>,
    pub(crate) tasks: Vec<transfer::SeededTask>,
}

impl Globus {
    pub(crate) fn new(url: &str, auto_approve: bool) -> std::io::Result<Self> {
        Ok(Self {
            auth: auth::Auth::new(url, auto_approve)?,
            flows: flows::seed(),
            tasks: transfer::seed(jiff::Timestamp::now()),
        })
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

/// Loud, so that nobody takes an omission for Globus' own behaviour.
async fn not_done(method: Method, uri: Uri) -> Response {
    let path = uri.path();
    tracing::warn!(%method, path, "globus-local does not do this");
    let body = json!({
        "code": "NotImplemented",
        "message": format!("globus-local does not do {method} {path}"),
    });
    (StatusCode::NOT_IMPLEMENTED, Json(body)).into_response()
}

/// The value of a bearer token, if the request carries one.
pub(crate) fn bearer(headers: &axum::http::HeaderMap) -> Option<&str> {
    headers
        .get("authorization")?
        .to_str()
        .ok()?
        .strip_prefix("Bearer ")
}
