//! The router over all services.

use std::sync::Arc;

use axum::{
    Json, Router,
    http::{Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{auth, flows, globus::Globus, relay, search, transfer};

pub(crate) fn router(globus: Arc<Globus>) -> Router {
    Router::new()
        .merge(auth::routes::router())
        .merge(flows::routes::router())
        .merge(relay::router())
        .merge(search::router())
        .merge(transfer::routes::router())
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
