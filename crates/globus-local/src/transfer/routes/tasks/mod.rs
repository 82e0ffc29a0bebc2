//! The calls about tasks.

mod filter;
mod history;
mod order;
mod query;

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::Path,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Serialize;
use serde_json::json;

use history::{skipped_errors, successful_transfers};
use query::Query;

use crate::transfer::{
    Transfer,
    call::{Call, Desk, document},
    error::{Done, TransferError},
    tasks::{TaskMut, listed::Listed, update::Update},
};

const DEFAULT_EVENTS: usize = 10;
const MAX_EVENTS: usize = 1_000;

pub(super) fn router() -> Router<Arc<Transfer>> {
    Router::new()
        .route("/v0.10/task_list", get(list))
        .route("/v0.10/task/{id}", get(show).put(update))
        .route("/v0.10/task/{id}/cancel", post(cancel))
        .route("/v0.10/task/{id}/event_list", get(events))
        .route("/v0.10/task/{id}/successful_transfers", get(transferred))
        .route("/v0.10/task/{id}/skipped_errors", get(skipped))
        .route("/v0.10/task/{id}/pause_info", get(pause_info))
}

/// A page of tasks.
#[derive(Serialize)]
struct TaskList<'a> {
    #[serde(rename = "DATA_TYPE")]
    data_type: &'static str,
    length: usize,
    limit: usize,
    offset: usize,
    total: usize,
    #[serde(rename = "DATA")]
    data: Vec<Listed<'a>>,
}

async fn list(call: Call) -> Response {
    call.work(|desk| page(desk).map(|page| Json(page).into_response()))
        .await
}

fn page<'a>(desk: &'a Desk<'_>) -> Result<TaskList<'a>, TransferError> {
    let query = Query::read(desk.parameters)?;
    let tasks = &desk.state.tasks;
    let all = tasks.listed(&desk.access.identity_id, desk.now);
    let mut found: Vec<Listed<'_>> = all.filter(|task| query.filter.matches(task)).collect();
    order::sort(&mut found, &query.order);
    let total = found.len();
    let mut data = query.page.of(found.into_iter());
    if desk.parameters.get("fields").is_some() {
        let shown = data.into_iter().map(Listed::into_document);
        let shown = shown.map(|task| desk.parameters.only_fields(task));
        data = shown.map(Listed::New).collect();
    }
    Ok(TaskList {
        data_type: "task_list",
        length: data.len(),
        limit: query.page.limit,
        offset: query.page.offset,
        total,
        data,
    })
}

async fn show(call: Call, Path(id): Path<String>) -> Response {
    call.work(move |desk| {
        let task = desk.state.tasks.get(&id, &desk.access.identity_id)?;
        let document = task.document(desk.now);
        Ok(Json(desk.parameters.only_fields(document)))
    })
    .await
}

async fn update(call: Call, Path(id): Path<String>, body: Bytes) -> Response {
    call.work(move |desk| {
        let update: Update = document(&body)?;
        let identity = &desk.access.identity_id;
        desk.state.tasks.update(&id, identity, &update, desk.now)?;
        Ok(Done::new("Updated", "Updated task successfully"))
    })
    .await
}

async fn cancel(call: Call, Path(id): Path<String>) -> Response {
    call.work(move |desk| {
        let tasks = &mut desk.state.tasks;
        let was_canceled = match tasks.get_mut(&id, &desk.access.identity_id)? {
            TaskMut::Sample(task) => task.cancel(desk.now),
            TaskMut::Job(job) => job.cancel(desk.now),
        };
        tasks.start_queued(desk.now);
        Ok(if was_canceled {
            Done::new("Canceled", "The task has been cancelled successfully.")
        } else {
            let message = "The task completed before the cancel request was processed.";
            Done::new("TaskComplete", message)
        })
    })
    .await
}

async fn events(call: Call, Path(id): Path<String>) -> Response {
    call.work(move |desk| {
        let is_error = match desk.parameters.get("filter") {
            None => None,
            Some("is_error:1") => Some(true),
            Some("is_error:0") => Some(false),
            Some(other) => {
                let problem = format!("filter: {other:?} is not is_error:0 or is_error:1");
                return Err(TransferError::bad_request(problem));
            }
        };
        let page = desk.parameters.page(DEFAULT_EVENTS, MAX_EVENTS)?;
        let task = desk.state.tasks.get(&id, &desk.access.identity_id)?;
        let mut events = task.events(desk.now);
        events.retain(|event| is_error.is_none_or(|wanted| event["is_error"] == wanted));
        let total = events.len();
        let events = page.of(events.into_iter());
        Ok(Json(json!({
            "DATA_TYPE": "event_list", "length": events.len(), "limit": page.limit,
            "offset": page.offset, "total": total, "DATA": events,
        })))
    })
    .await
}

async fn transferred(call: Call, Path(id): Path<String>) -> Response {
    call.work(move |desk| {
        let task = desk.state.tasks.get(&id, &desk.access.identity_id)?;
        successful_transfers(&task, desk.parameters, desk.now).map(Json)
    })
    .await
}

async fn skipped(call: Call, Path(id): Path<String>) -> Response {
    call.work(move |desk| {
        let task = desk.state.tasks.get(&id, &desk.access.identity_id)?;
        skipped_errors(&task, desk.parameters, desk.now).map(Json)
    })
    .await
}

async fn pause_info(call: Call, Path(id): Path<String>) -> Response {
    call.work(move |desk| {
        let tasks = &desk.state.tasks;
        let task = tasks.get(&id, &desk.access.identity_id)?;
        Ok(Json(tasks.pause_info(&task, desk.now)))
    })
    .await
}
