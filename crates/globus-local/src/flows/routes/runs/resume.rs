//! `POST /runs/{id}/resume`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::Value;

use crate::flows::{Flows, access, error::FlowsError, policy};

pub(in crate::flows) async fn resume(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, FlowsError> {
    resume_run(&flows, &headers, &id)
}

/// The older path.
pub(in crate::flows) async fn resume_of_flow(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<Value>, FlowsError> {
    resume_run(&flows, &headers, &id)
}

/// From now on the consents of the user who resumes the run count. A run that does not lack a
/// consent is not changed.
fn resume_run(flows: &Flows, headers: &HeaderMap, id: &str) -> Result<Json<Value>, FlowsError> {
    let now = flows.clock.now();
    let mut state = flows.state_now();
    let run = state.run_mut(id)?;
    let caller = access::starter(&flows.auth, headers, &run.flow.id)?;
    run.require_manager(&caller)?;
    policy::require(&flows.auth, &caller, run.flow.policy.as_deref())?;
    if run.is_over() {
        let status = run.status();
        return Err(FlowsError::Conflict(format!(
            "Run {id} has status '{status}' but must have status in {{'ACTIVE', 'INACTIVE'}} for \
             requested operation"
        )));
    }
    run.access = Some(caller.access.clone());
    run.walk.resume(now);
    run.advance(now, &flows.services);
    Ok(Json(run.shown_to(&caller)))
}
