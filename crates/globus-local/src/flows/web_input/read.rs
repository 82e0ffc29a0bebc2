//! `GET /web_inputs/{id}`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::Value;

use super::WebInput;
use crate::{
    flows::{access, error::FlowsError},
    globus::Globus,
};

pub(in crate::flows) async fn get(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&globus.auth, &headers, access::VIEW_WEB_INPUTS)?;
    let state = globus.flows_now();
    let input = WebInput::find(&state, &id, &caller)?;
    input.require_policy(&globus, &caller)?;
    Ok(Json(input.shown_to(&caller)))
}
