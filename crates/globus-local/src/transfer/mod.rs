//! Globus Transfer: a person's tasks.

mod case;
mod collections;
mod document;
mod error;
mod filter;
mod label;
mod motion;
mod order;
mod query;
mod seed;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{RawQuery, State},
    http::HeaderMap,
    routing::get,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::server::{Globus, bearer};
use error::TransferError;
use query::Query;
use seed::{SeededTask, seed};

const RESOURCE_SERVER: &str = "transfer.api.globus.org";
const SCOPE: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";

/// State of Globus Transfer.
#[derive(Debug)]
pub(crate) struct Transfer {
    tasks: Vec<SeededTask>,
}

impl Transfer {
    pub(crate) fn new(number: u64, now: Timestamp) -> Self {
        Self {
            tasks: seed(number, now),
        }
    }

    /// What a person calls the collection with this id.
    pub(crate) fn name_of(&self, id: &str) -> Option<String> {
        collections::collection_name(id).map(str::to_owned)
    }
}

pub(crate) fn router() -> Router<Arc<Globus>> {
    Router::new().route("/v0.10/task_list", get(task_list))
}

async fn task_list(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, TransferError> {
    authorize(&globus, &headers)?;
    let query =
        Query::parse(query.as_deref().unwrap_or_default()).map_err(TransferError::BadRequest)?;
    let now = globus.clock.now();
    let mut tasks: Vec<Value> = globus
        .transfer
        .tasks
        .iter()
        .map(|task| motion::at(task, now))
        .filter(|task| query.filter.matches(task))
        .collect();
    order::sort(&mut tasks, &query.order);
    let total = tasks.len();
    let page = tasks.into_iter().skip(query.offset).take(query.limit);
    let page: Vec<Value> = page.collect();
    Ok(Json(json!({
        "DATA_TYPE": "task_list",
        "length": page.len(),
        "limit": query.limit,
        "offset": query.offset,
        "total": total,
        "DATA": page,
    })))
}

fn authorize(globus: &Globus, headers: &HeaderMap) -> Result<(), TransferError> {
    let access = bearer(headers).and_then(|token| globus.auth.access(token, RESOURCE_SERVER));
    let access = access.ok_or(TransferError::AuthenticationFailed)?;
    if access.scopes.iter().any(|scope| scope == SCOPE) {
        Ok(())
    } else {
        Err(TransferError::PermissionDenied)
    }
}
