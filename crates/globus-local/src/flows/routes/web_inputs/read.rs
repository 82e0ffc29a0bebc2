//! `GET /web_inputs/{id}`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::Value;

use super::web_input::WebInput;
use crate::flows::{Flows, access, error::FlowsError};

pub(in crate::flows) async fn get(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::VIEW_WEB_INPUTS)?;
    let state = flows.state_now();
    let input = WebInput::find(&state, &id, &caller)?;
    input.require_policy(&flows.auth, &caller)?;
    Ok(Json(input.shown_to(&caller)))
}
