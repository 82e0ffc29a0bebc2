//! The router over all services, and what they share.

use std::sync::Arc;

use axum::{
    Json, Router,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    auth, builder::StartError, clock::Clock, flows, issuer::Issuer, relay, search, transfer,
};

/// The whole local Globus.
#[derive(Debug)]
pub(crate) struct Globus {
    pub(crate) auth: auth::Auth,
    pub(crate) clock: Clock,
    pub(crate) flows: flows::Flows,
    pub(crate) transfer: transfer::Transfer,
}

impl Globus {
    pub(crate) fn new(
        issuer: Issuer,
        seed: u64,
        clock: Clock,
        auto_approve: bool,
        flows: usize,
        tasks: usize,
    ) -> Result<Self, StartError> {
        let now = clock.now();
        Ok(Self {
            auth: auth::Auth::new(issuer, clock.clone(), auto_approve)?,
            flows: flows::Flows::new(seed, flows, now),
            transfer: transfer::Transfer::new(seed, now, tasks),
            clock,
        })
    }

    /// What a person calls the flow or collection with this id.
    pub(crate) fn name_of(&self, id: &str) -> Option<String> {
        let flow = self.flows.title_of(id);
        flow.or_else(|| transfer::collection_name(id).map(str::to_owned))
    }
}

pub(crate) fn router(globus: Arc<Globus>) -> Router {
    Router::new()
        .merge(auth::router())
        .merge(flows::router())
        .merge(relay::router())
        .merge(search::router())
        .merge(transfer::router())
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
