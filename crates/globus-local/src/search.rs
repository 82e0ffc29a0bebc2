//! Globus Search, as far as the Globus CLI needs it: it finds the flow of a run by the run's id.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};

use crate::{auth::Auth, bearer::bearer, flows::Flows};

const RESOURCE_SERVER: &str = "search.api.globus.org";
const SCOPES: [&str; 2] = [
    "urn:globus:auth:scope:search.api.globus.org:all",
    "urn:globus:auth:scope:search.api.globus.org:search",
];
/// The index in which Flows keeps its runs (`FlowIdResolver` of globus-cli).
const RUNS: &str = "2a318659-a547-4b48-a0fc-e0c19081a960";

/// What a search reads.
#[derive(Clone)]
struct Search {
    auth: Arc<Auth>,
    flows: Arc<Flows>,
}

pub(crate) fn router(auth: Arc<Auth>, flows: Arc<Flows>) -> Router {
    Router::new()
        .route("/v1/index/{index}/search", post(search))
        .with_state(Search { auth, flows })
}

async fn search(
    State(services): State<Search>,
    headers: HeaderMap,
    Path(index): Path<String>,
    Json(query): Json<Value>,
) -> Response {
    let access = bearer(&headers).and_then(|token| services.auth.access(token, RESOURCE_SERVER));
    let Some(access) = access else {
        return refused(
            StatusCode::UNAUTHORIZED,
            "Unauthenticated",
            "A valid token is needed",
        );
    };
    if !access
        .scopes
        .iter()
        .any(|scope| SCOPES.contains(&scope.as_str()))
    {
        return refused(
            StatusCode::FORBIDDEN,
            "Forbidden",
            "The token does not have the scope search",
        );
    }
    if index != RUNS {
        return refused(StatusCode::NOT_FOUND, "NotFound.Index", "No such index");
    }
    let Some(runs) = run_ids(&query) else {
        let words = "globus-local can search only for runs, by run_id";
        return refused(StatusCode::NOT_IMPLEMENTED, "NotImplemented", words);
    };
    let found: Vec<Value> = runs
        .into_iter()
        .filter_map(|run| {
            let flow = services.flows.flow_of_run(run, &access)?;
            Some(json!({
                "@datatype": "GMetaResult",
                "@version": "2019-08-27",
                "subject": run,
                "entries": [{
                    "content": { "run_id": run, "flow_id": flow },
                    "entry_id": null,
                    "matched_principal_sets": [],
                }],
            }))
        })
        .collect();
    let body = json!({
        "@datatype": "GSearchResult",
        "@version": "2017-09-01",
        "count": found.len(),
        "total": found.len(),
        "offset": 0,
        "has_next_page": false,
        "facet_results": null,
        "gmeta": found,
    });
    Json(body).into_response()
}

/// The values of the only filter that is supported.
fn run_ids(query: &Value) -> Option<Vec<&str>> {
    let [filter] = query["filters"].as_array()?.as_slice() else {
        return None;
    };
    let is_by_run = filter["type"] == "match_any" && filter["field_name"] == "run_id";
    let values = filter["values"].as_array().filter(|_| is_by_run)?;
    values.iter().map(Value::as_str).collect()
}

fn refused(status: StatusCode, code: &str, message: &str) -> Response {
    let body = json!({
        "@datatype": "GError",
        "@version": "2017-09-01",
        "code": code,
        "message": message,
        "status": status.as_u16(),
        "request_id": uuid::Uuid::new_v4(),
    });
    (status, Json(body)).into_response()
}
