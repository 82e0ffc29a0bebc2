//! `POST /runs/{id}/cancel`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde_json::Value;

use crate::{
    flows::{access, error::FlowsError, policy},
    globus::Globus,
};

/// A run that is over stays as it ended.
pub(in crate::flows) async fn cancel(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<Value>), FlowsError> {
    let caller = access::caller(&globus.auth, &headers, access::MANAGE_RUNS)?;
    let mut state = globus.flows_now();
    let run = state.run_mut(&id)?;
    run.require_manager(&caller)?;
    policy::require(&globus.auth, &caller, run.flow.policy.as_deref())?;
    if !run.is_over() {
        run.walk.cancel(globus.clock.now(), &*globus);
    }
    Ok((StatusCode::ACCEPTED, Json(run.shown_to(&caller))))
}
