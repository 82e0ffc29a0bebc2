//! `POST /runs/{id}/release`: deletes a finished run.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::Value;

use crate::flows::{Flows, access, error::FlowsError, policy};

pub(in crate::flows) async fn release(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::MANAGE_RUNS)?;
    let mut state = flows.state_now();
    let run = state.run_mut(&id)?;
    run.require_manager(&caller)?;
    policy::require(&flows.auth, &caller, run.flow.policy.as_deref())?;
    if !run.is_over() {
        let status = run.status();
        return Err(FlowsError::Conflict(format!(
            "Run {id} has status '{status}' but must have status in {{'ENDED', 'SUCCEEDED', \
             'FAILED'}} for requested operation"
        )));
    }
    let document = run.shown_to(&caller);
    let id = run.id;
    state.runs.retain(|run| run.id != id);
    Ok(Json(document))
}
