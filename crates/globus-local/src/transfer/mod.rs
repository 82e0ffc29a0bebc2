//! Globus Transfer: a person's tasks.

mod filter;
mod motion;
mod seed;

use std::{cmp::Ordering, collections::HashMap, sync::Arc};

use axum::{
    Json,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::server::{Globus, bearer};
use filter::Filter;
pub(crate) use seed::{SeededTask, seed};

const SCOPE: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";
const PATH: &str = "/v0.10/task_list";
const DEFAULT_LIMIT: usize = 10;
const MAX_LIMIT: usize = 1_000;

pub(crate) async fn task_list(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let access =
        bearer(&headers).and_then(|token| globus.auth.access(token, "transfer.api.globus.org"));
    match access {
        None => {
            let message = "Token is not active";
            return error(
                StatusCode::UNAUTHORIZED,
                "ClientError.AuthenticationFailed",
                message,
            );
        }
        Some(access) if !access.scopes.iter().any(|scope| scope == SCOPE) => {
            return error(
                StatusCode::FORBIDDEN,
                "PermissionDenied",
                "The token lacks the scope",
            );
        }
        Some(_) => {}
    }
    match list(&globus.tasks, &query, Timestamp::now()) {
        Ok(list) => Json(list).into_response(),
        Err(problem) => error(StatusCode::BAD_REQUEST, "ClientError.BadRequest", &problem),
    }
}

fn list(
    tasks: &[SeededTask],
    query: &HashMap<String, String>,
    now: Timestamp,
) -> Result<Value, String> {
    let given = |name: &str| {
        query
            .get(name)
            .map(String::as_str)
            .filter(|text| !text.is_empty())
    };
    let number = |name: &str, default: usize| match given(name) {
        Some(text) => text.parse().map_err(|_| format!("{name} must be a number")),
        None => Ok(default),
    };
    let limit = number("limit", DEFAULT_LIMIT)?;
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(format!("limit must be 1 to {MAX_LIMIT}"));
    }
    let offset = number("offset", 0)?;
    let filter = Filter::parse(given("filter").unwrap_or_default())?;

    let mut documents: Vec<Value> = tasks
        .iter()
        .map(|task| motion::at(task, now))
        .filter(|document| filter.matches(document))
        .collect();
    sort(
        &mut documents,
        given("orderby").unwrap_or("request_time DESC"),
    )?;
    let total = documents.len();
    let page: Vec<Value> = documents.into_iter().skip(offset).take(limit).collect();
    Ok(json!({
        "DATA_TYPE": "task_list",
        "length": page.len(),
        "limit": limit,
        "offset": offset,
        "total": total,
        "DATA": page,
    }))
}

fn sort(documents: &mut [Value], order: &str) -> Result<(), String> {
    let mut criteria = Vec::new();
    for criterion in order.split(',') {
        let (field, direction) = criterion
            .trim()
            .split_once(' ')
            .unwrap_or((criterion, "ASC"));
        let is_field = documents
            .first()
            .is_none_or(|document| document.get(field).is_some());
        if !is_field || !matches!(direction, "ASC" | "DESC") {
            return Err(format!(
                "orderby: {criterion:?} is not a field and ASC or DESC"
            ));
        }
        criteria.push((field, direction == "DESC"));
    }
    documents.sort_by(|a, b| {
        criteria
            .iter()
            .fold(Ordering::Equal, |so_far, (field, descending)| {
                let ordering = match (&a[field], &b[field]) {
                    (Value::Number(a), Value::Number(b)) => a.as_u64().cmp(&b.as_u64()),
                    (a, b) => a.as_str().cmp(&b.as_str()),
                };
                so_far.then(if *descending {
                    ordering.reverse()
                } else {
                    ordering
                })
            })
    });
    Ok(())
}

fn error(status: StatusCode, code: &str, message: &str) -> Response {
    let request_id: String = uuid::Uuid::new_v4()
        .simple()
        .to_string()
        .chars()
        .take(9)
        .collect();
    let body = json!({
        "code": code,
        "message": message,
        "request_id": request_id,
        "resource": PATH,
    });
    (status, Json(body)).into_response()
}
