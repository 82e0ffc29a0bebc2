//! `GET /runs/{id}` and `…/definition`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, RawQuery, State},
    http::HeaderMap,
};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::flows::{Flows, access, error::FlowsError, policy};

pub(in crate::flows) async fn get(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::VIEW_RUNS)?;
    let state = flows.state_now();
    let run = state.run(&id)?;
    run.require_any(&run.roles(&caller))?;
    policy::require(&flows.auth, &caller, run.flow.policy.as_deref())?;
    let mut document = run.shown_to(&caller);
    let query = query.unwrap_or_default();
    let is_wanted = form_urlencoded::parse(query.as_bytes()).any(|(name, value)| {
        name == "include_flow_description" && value.eq_ignore_ascii_case("true")
    });
    // A deleted flow has no description.
    if let Some(flow) = state.flow(&run.flow.id).ok().filter(|_| is_wanted) {
        document["flow_description"] = flow.description();
    }
    Ok(Json(document))
}

/// The definition as it was when the run started.
pub(in crate::flows) async fn definition(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::VIEW_RUNS)?;
    let state = flows.state_now();
    let run = state.run(&id)?;
    run.require_any(&run.roles(&caller))?;
    policy::require(&flows.auth, &caller, run.flow.policy.as_deref())?;
    Ok(Json(json!({
        "flow_id": run.flow.id,
        "definition": run.flow.definition,
        "input_schema": run.flow.input_schema,
    })))
}
