//! `DELETE /flows/{id}`. The flow's runs are kept.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::Value;

use crate::flows::{Flows, access, error::FlowsError, policy, time::format_time};

pub(in crate::flows) async fn delete(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::MANAGE_FLOWS)?;
    let mut state = flows.state();
    let flow = state.flow(&id)?;
    flow.require(&caller, &["flow_administrator", "flow_owner"], "DELETE")?;
    policy::require(&flows.auth, &caller, flow.policy())?;
    let mut document = flow.shown_to(&caller);
    document["DELETED"] = true.into();
    document["deleted_at"] = format_time(flows.clock.now()).into();
    state.flows.retain(|flow| flow.id() != id);
    flows.auth.unregister(&id);
    Ok(Json(document))
}
