//! `GET /flows/{id}`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::Value;

use super::RANKED;
use crate::{
    flows::{access, error::FlowsError, policy},
    globus::Globus,
};

pub(in crate::flows) async fn get(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&globus.auth, &headers, access::VIEW_FLOWS)?;
    let state = globus.flows.state();
    let flow = state.flow(&id)?;
    flow.require(&caller, &RANKED, "VIEW")?;
    policy::require(&globus.auth, &caller, flow.policy())?;
    Ok(Json(flow.shown_to(&caller)))
}
