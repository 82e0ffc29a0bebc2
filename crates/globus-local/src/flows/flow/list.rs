//! `GET /flows`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{RawQuery, State},
    http::HeaderMap,
};
use serde_json::{Value, json};

use super::query::Query;
use crate::{
    flows::{access, error::FlowsError},
    server::Globus,
};

pub(in crate::flows) async fn list(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, FlowsError> {
    let caller = access::caller(&globus, &headers, access::VIEW_FLOWS)?;
    let query =
        Query::parse(query.as_deref().unwrap_or_default()).map_err(FlowsError::Unprocessable)?;
    let state = globus.flows.state();
    let selected = query.select(&state.flows, &caller);
    let (page, marker) = query.paging.page(selected);
    let page: Vec<_> = page
        .into_iter()
        .map(|flow| flow.summary_for(&caller))
        .collect();
    let mut answer = json!({
        "limit": query.paging.per_page,
        "has_next_page": marker.is_some(),
        "marker": marker,
    });
    // Moved, where `json!` would copy it.
    answer["flows"] = Value::Array(page);
    Ok(Json(answer))
}
