//! `GET /flows/{id}`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::Value;

use crate::flows::{Flows, access, error::FlowsError, flow::RANKED, policy};

pub(in crate::flows) async fn get(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::VIEW_FLOWS)?;
    let state = flows.state();
    let flow = state.flow(&id)?;
    flow.require(&caller, &RANKED, "VIEW")?;
    policy::require(&flows.auth, &caller, flow.policy())?;
    Ok(Json(flow.shown_to(&caller)))
}
