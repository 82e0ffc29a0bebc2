//! `POST /runs/{id}/cancel`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde_json::Value;

use crate::flows::{Flows, access, error::FlowsError, policy};

/// A finished run is not changed.
pub(in crate::flows) async fn cancel(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<Value>), FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::MANAGE_RUNS)?;
    let mut state = flows.state_now();
    let run = state.run_mut(&id)?;
    run.require_manager(&caller)?;
    policy::require(&flows.auth, &caller, run.flow.policy.as_deref())?;
    if !run.is_over() {
        run.walk.cancel(flows.clock.now(), &flows.services);
    }
    Ok((StatusCode::ACCEPTED, Json(run.shown_to(&caller))))
}
