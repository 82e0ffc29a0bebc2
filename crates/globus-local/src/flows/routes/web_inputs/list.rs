//! `GET /web_inputs`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
    http::HeaderMap,
};
use serde_json::{Value, json};

use super::{query::Query, web_input::WebInput};
use crate::flows::{Flows, access, error::FlowsError};

pub(in crate::flows) async fn list(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::VIEW_WEB_INPUTS)?;
    let query =
        Query::parse(query.as_deref().unwrap_or_default()).map_err(FlowsError::Unprocessable)?;
    let state = flows.state_now();
    let selected = query.select(WebInput::all(&state).map(|input| input.summary_for(&caller)));
    let (page, marker) = query.paging.page(selected);
    Ok(Json(
        json!({ "web_input_summaries": page, "marker": marker }),
    ))
}
