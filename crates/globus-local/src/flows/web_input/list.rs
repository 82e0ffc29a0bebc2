//! `GET /web_inputs`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
    http::HeaderMap,
};
use serde_json::{Value, json};

use super::{WebInput, query::Query};
use crate::{
    flows::{access, error::FlowsError},
    globus::Globus,
};

pub(in crate::flows) async fn list(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&globus.auth, &headers, access::VIEW_WEB_INPUTS)?;
    let query =
        Query::parse(query.as_deref().unwrap_or_default()).map_err(FlowsError::Unprocessable)?;
    let state = globus.flows_now();
    let selected = query.select(WebInput::all(&state).map(|input| input.summary_for(&caller)));
    let (page, marker) = query.paging.page(selected);
    Ok(Json(
        json!({ "web_input_summaries": page, "marker": marker }),
    ))
}
