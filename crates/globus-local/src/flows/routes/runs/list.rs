//! `GET /runs` and `GET /flows/{id}/runs`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, RawQuery, State},
    http::HeaderMap,
};
use serde_json::{Value, json};

use super::query::Query;
use crate::flows::{Flows, access, error::FlowsError};

pub(in crate::flows) async fn list(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, FlowsError> {
    list_runs(&flows, &headers, &query.unwrap_or_default(), None)
}

pub(in crate::flows) async fn list_of_flow(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    Path(flow_id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, FlowsError> {
    list_runs(&flows, &headers, &query.unwrap_or_default(), Some(&flow_id))
}

fn list_runs(
    flows: &Flows,
    headers: &HeaderMap,
    query: &str,
    flow_id: Option<&str>,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&flows.auth, headers, access::VIEW_RUNS)?;
    let query = Query::parse(query).map_err(FlowsError::Unprocessable)?;
    let state = flows.state_now();
    let runs = state.runs.iter();
    let runs = runs.filter(|run| flow_id.is_none_or(|id| run.flow.id == id));
    let runs = runs.filter(|run| !run.roles(&caller).is_empty());
    let selected = query.select(runs.map(|run| run.summary_for(&caller)));
    let (page, marker) = query.paging.page(selected);
    Ok(Json(json!({
        "runs": page,
        "limit": query.paging.per_page,
        "has_next_page": marker.is_some(),
        "marker": marker,
    })))
}
