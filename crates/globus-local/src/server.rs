//! The router of all services.

use std::sync::Arc;

use axum::{
    Json, Router,
    http::{Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{auth, flows, globus::Globus, groups, relay, search, transfer};

pub(crate) fn router(globus: &Globus) -> Router {
    Router::new()
        .merge(auth::routes::router().with_state(Arc::clone(&globus.auth)))
        .merge(flows::routes::router().with_state(Arc::clone(&globus.flows)))
        .merge(groups::routes::router().with_state(Arc::clone(&globus.auth)))
        .merge(relay::router())
        .merge(search::router(
            Arc::clone(&globus.auth),
            Arc::clone(&globus.flows),
        ))
        .merge(transfer::routes::router().with_state(Arc::clone(&globus.transfer)))
        .fallback(not_done)
        .method_not_allowed_fallback(not_done)
}

/// Clearly worded, and not in the form of any service, so that nothing missing here is taken for
/// Globus' behavior.
async fn not_done(method: Method, uri: Uri) -> Response {
    let path = uri.path();
    tracing::warn!(%method, path, "globus-local does not implement this");
    let body = json!({
        "code": "NotImplemented",
        "message": format!("globus-local does not implement this: {method} {path}"),
        "method": method.as_str(),
        "path": path,
    });
    (StatusCode::NOT_IMPLEMENTED, Json(body)).into_response()
}
