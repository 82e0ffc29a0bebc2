//! Globus Flows: the flows a person can see.

mod query;
mod seed;

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::server::{Globus, bearer};
use query::Query;
pub(crate) use seed::seed;

const SCOPES: [&str; 3] = ["view_flows", "manage_flows", "all"];

pub(crate) async fn list(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    if let Some(refused) = refuse(&globus, &headers) {
        return refused;
    }
    let query = match Query::parse(query.as_deref().unwrap_or_default()) {
        Ok(query) => query,
        Err(problem) => {
            return error(
                StatusCode::UNPROCESSABLE_ENTITY,
                "UNPROCESSABLE_ENTITY",
                &problem,
            );
        }
    };
    let matching = query.select(&globus.flows);
    let end = (query.offset + query.per_page).min(matching.len());
    let page: Vec<Value> = matching
        .get(query.offset..end)
        .unwrap_or_default()
        .iter()
        .map(|flow| in_list(flow))
        .collect();
    let has_next_page = end < matching.len();
    Json(json!({
        "flows": page,
        "limit": query.per_page,
        "has_next_page": has_next_page,
        "marker": has_next_page.then(|| query.marker_at(end)),
    }))
    .into_response()
}

pub(crate) async fn get(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    if let Some(refused) = refuse(&globus, &headers) {
        return refused;
    }
    if let Some(flow) = globus.flows.iter().find(|flow| flow["id"] == id.as_str()) {
        return Json(flow).into_response();
    }
    let detail = format!("No flow exists with id value {id}");
    error(StatusCode::NOT_FOUND, "NOT_FOUND", &detail)
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

fn refuse(globus: &Globus, headers: &HeaderMap) -> Option<Response> {
    let access = bearer(headers).and_then(|token| globus.auth.access(token, "flows.globus.org"));
    let Some(access) = access else {
        let detail = "Expired or invalid access token";
        return Some(error(
            StatusCode::UNAUTHORIZED,
            "AUTHENTICATION_ERROR",
            detail,
        ));
    };
    let name = |scope: &str| {
        scope
            .rsplit('/')
            .next()
            .map(str::to_owned)
            .unwrap_or_default()
    };
    if access
        .scopes
        .iter()
        .any(|scope| SCOPES.contains(&name(scope).as_str()))
    {
        return None;
    }
    let detail = "The token lacks one of the scopes view_flows, manage_flows, all";
    Some(error(StatusCode::FORBIDDEN, "MISSING_SCOPE", detail))
}

fn error(status: StatusCode, code: &str, detail: &str) -> Response {
    let body = json!({
        "error": { "code": code, "detail": detail },
        "debug_id": uuid::Uuid::new_v4(),
    });
    (status, Json(body)).into_response()
}
