//! `GET /runs` and `GET /flows/{id}/runs`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, RawQuery, State},
    http::HeaderMap,
};
use serde_json::{Value, json};

use super::query::Query;
use crate::{
    flows::{access, error::FlowsError},
    globus::Globus,
};

pub(in crate::flows) async fn list(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, FlowsError> {
    list_runs(&globus, &headers, &query.unwrap_or_default(), None)
}

pub(in crate::flows) async fn list_of_flow(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    Path(flow_id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, FlowsError> {
    list_runs(
        &globus,
        &headers,
        &query.unwrap_or_default(),
        Some(&flow_id),
    )
}

fn list_runs(
    globus: &Globus,
    headers: &HeaderMap,
    query: &str,
    flow_id: Option<&str>,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&globus.auth, headers, access::VIEW_RUNS)?;
    let query = Query::parse(query).map_err(FlowsError::Unprocessable)?;
    let state = globus.flows_now();
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
