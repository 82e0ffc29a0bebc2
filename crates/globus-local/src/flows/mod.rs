//! Globus Flows: the flows a person can see.

mod catalog;
mod definition;
mod error;
mod order;
mod query;
mod roles;
mod seed;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, RawQuery, State},
    http::HeaderMap,
    routing::get,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::server::{Globus, bearer};
use error::FlowsError;
use query::Query;

const RESOURCE_SERVER: &str = "flows.globus.org";
/// Any of these, below Flows' own prefix, may read flows.
const SCOPES: [&str; 3] = ["view_flows", "manage_flows", "all"];

/// State of Globus Flows.
#[derive(Debug)]
pub(crate) struct Flows {
    flows: Vec<Value>,
}

impl Flows {
    pub(crate) fn new(seed: u64, now: Timestamp) -> Self {
        Self {
            flows: seed::seed(seed, now),
        }
    }

    /// What a person calls the flow with this id.
    pub(crate) fn title_of(&self, id: &str) -> Option<String> {
        let flow = self.flows.iter().find(|flow| flow["id"] == id)?;
        flow["title"].as_str().map(str::to_owned)
    }
}

pub(crate) fn router() -> Router<Arc<Globus>> {
    Router::new()
        .route("/flows", get(list))
        .route("/flows/{id}", get(one))
}

async fn list(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, FlowsError> {
    authorize(&globus, &headers)?;
    let query =
        Query::parse(query.as_deref().unwrap_or_default()).map_err(FlowsError::Unprocessable)?;
    let matching = query.select(&globus.flows.flows);
    let end = query.offset.saturating_add(query.per_page);
    let has_next_page = end < matching.len();
    let page = matching.into_iter().skip(query.offset);
    let page: Vec<Value> = page.take(query.per_page).map(in_list).collect();
    Ok(Json(json!({
        "flows": page,
        "limit": query.per_page,
        "has_next_page": has_next_page,
        "marker": has_next_page.then(|| query.marker_at(end)),
    })))
}

async fn one(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, FlowsError> {
    authorize(&globus, &headers)?;
    let flow = globus
        .flows
        .flows
        .iter()
        .find(|flow| flow["id"] == id.as_str());
    flow.cloned().map(Json).ok_or(FlowsError::NotFound(id))
}

/// Lists do not show how a flow for protected data works.
fn in_list(flow: &Value) -> Value {
    let mut flow = flow.clone();
    if flow["is_high_assurance"] == true {
        flow["definition"] = Value::Null;
        flow["input_schema"] = Value::Null;
    }
    flow
}

fn authorize(globus: &Globus, headers: &HeaderMap) -> Result<(), FlowsError> {
    let access = bearer(headers).and_then(|token| globus.auth.access(token, RESOURCE_SERVER));
    let access = access.ok_or(FlowsError::Authentication)?;
    let may_read = access.scopes.iter().any(|scope| {
        let name = scope.rsplit('/').next().unwrap_or_default();
        SCOPES.contains(&name)
    });
    if may_read {
        Ok(())
    } else {
        Err(FlowsError::MissingScope)
    }
}
