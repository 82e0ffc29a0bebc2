//! The one question to Globus Search that Globus' own command line asks: which flow is a run of?

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};

use super::access::{Caller, bearer_access};
use crate::server::Globus;

const RESOURCE_SERVER: &str = "search.api.globus.org";
/// Where Flows publishes its runs.
const PATH: &str = "/v1/index/2a318659-a547-4b48-a0fc-e0c19081a960/search";
/// Either of these, below the resource server's own prefix.
const SCOPES: [&str; 2] = [
    "urn:globus:auth:scope:search.api.globus.org:search",
    "urn:globus:auth:scope:search.api.globus.org:all",
];

pub(super) fn router() -> Router<Arc<Globus>> {
    Router::new().route(PATH, post(search))
}

/// Every run of the caller whose id is among the values of a filter on `run_id`.
async fn search(State(globus): State<Arc<Globus>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(access) = bearer_access(&globus, &headers, RESOURCE_SERVER) else {
        return refusal(
            StatusCode::UNAUTHORIZED,
            "Unauthorized",
            "Bearer token is not valid",
        );
    };
    if !access
        .scopes
        .iter()
        .any(|scope| SCOPES.contains(&scope.as_str()))
    {
        return refusal(
            StatusCode::FORBIDDEN,
            "Forbidden.Generic",
            "The token lacks a scope",
        );
    }
    let Ok(query) = serde_json::from_slice::<Value>(&body) else {
        return refusal(
            StatusCode::BAD_REQUEST,
            "BadRequest.Generic",
            "The body is not JSON",
        );
    };
    let caller = Caller::new(access);
    let wanted = run_ids(&query);
    let state = globus.flows.state();
    let runs = state
        .runs
        .iter()
        .filter(|run| wanted.contains(&run.id.to_string()) && !run.roles(&caller).is_empty());
    let found: Vec<_> = runs
        .map(|run| {
            json!({
                "@datatype": "GMetaResult",
                "@version": "2019-08-27",
                "subject": run.id,
                "entries": [{
                    "entry_id": null,
                    "matched_principal_sets": [],
                    "content": { "run_id": run.id, "flow_id": run.flow.id },
                }],
            })
        })
        .collect();
    Json(json!({
        "@datatype": "GSearchResult",
        "@version": "2017-09-01",
        "count": found.len(),
        "total": found.len(),
        "offset": 0,
        "has_next_page": false,
        "gmeta": found,
    }))
    .into_response()
}

fn run_ids(query: &Value) -> Vec<String> {
    let filters = query["filters"].as_array().into_iter().flatten();
    let of_runs = filters.filter(|filter| filter["field_name"] == "run_id");
    let values = of_runs
        .filter_map(|filter| filter["values"].as_array())
        .flatten();
    values
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// As Search writes its errors.
fn refusal(status: StatusCode, code: &str, message: &str) -> Response {
    let body = json!({
        "@datatype": "GError",
        "@version": "2017-09-01",
        "code": code,
        "message": message,
        "request_id": uuid::Uuid::new_v4().simple().to_string(),
        "status": status.as_u16(),
        "error_data": null,
    });
    (status, Json(body)).into_response()
}
