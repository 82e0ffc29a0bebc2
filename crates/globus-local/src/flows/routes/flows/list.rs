//! `GET /flows`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
    http::HeaderMap,
};
use serde::Serialize;
use serde_json::value::RawValue;

use super::query::Query;
use crate::flows::{Flows, access, error::FlowsError};

#[derive(Serialize)]
pub(in crate::flows) struct FlowList {
    flows: Vec<Arc<RawValue>>,
    limit: usize,
    has_next_page: bool,
    marker: Option<String>,
}

pub(in crate::flows) async fn list(
    State(flows): State<Arc<Flows>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Json<FlowList>, FlowsError> {
    let caller = access::caller(&flows.auth, &headers, access::VIEW_FLOWS)?;
    let query =
        Query::parse(query.as_deref().unwrap_or_default()).map_err(FlowsError::Unprocessable)?;
    let state = flows.state();
    let selected = query.select(&state.flows, &caller);
    let (page, marker) = query.paging.page(selected);
    Ok(Json(FlowList {
        flows: page
            .into_iter()
            .map(|flow| flow.summary_for(&caller))
            .collect(),
        limit: query.paging.per_page,
        has_next_page: marker.is_some(),
        marker,
    }))
}
