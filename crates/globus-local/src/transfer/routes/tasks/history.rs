//! What a task did, file by file, in pages with markers.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::transfer::{
    error::TransferError,
    parameters::Parameters,
    tasks::{Task, sample::SampleTask},
};

const DEFAULT_LIMIT: usize = 100;
const MAX_LIMIT: usize = 1_000;

pub(super) fn successful_transfers(
    task: &Task<'_>,
    parameters: &Parameters,
    now: Timestamp,
) -> Result<Value, TransferError> {
    let document = task.document(now);
    if document["type"] == "DELETE" {
        return Err(TransferError::bad_request(
            "Only transfer tasks have successful transfers",
        ));
    }
    if document["completion_time"].is_null() {
        let id = document["task_id"].as_str().unwrap_or_default();
        let problem =
            format!("Task '{id}' is still in progress, successful transfers are not yet available");
        return Err(TransferError::bad_request(problem));
    }
    let list = List("successful_transfers", parameters);
    match task {
        Task::Sample(_) => list.page(SampleTask::transferred_count(&document), |index| {
            SampleTask::transferred(&document, index)
        }),
        Task::Job(job) => list.of(job.transferred()),
    }
}

pub(super) fn skipped_errors(
    task: &Task<'_>,
    parameters: &Parameters,
    now: Timestamp,
) -> Result<Value, TransferError> {
    let document = task.document(now);
    let list = List("skipped_errors", parameters);
    match task {
        Task::Sample(_) => list.page(SampleTask::skipped_count(&document), |index| {
            SampleTask::skipped(&document, index)
        }),
        Task::Job(job) => list.of(job.skipped()),
    }
}

/// The kind of list, and its query.
struct List<'a>(&'static str, &'a Parameters);

impl List<'_> {
    fn of(self, items: &[Value]) -> Result<Value, TransferError> {
        self.page(items.len(), |index| items[index].clone())
    }

    /// A marker is the number of items shown so far. It is never 0, which the Globus SDK takes for
    /// the end.
    fn page(self, total: usize, item: impl Fn(usize) -> Value) -> Result<Value, TransferError> {
        let Self(data_type, parameters) = self;
        let from = parameters.number("marker")?.unwrap_or(0).min(total);
        let limit = parameters.page(DEFAULT_LIMIT, MAX_LIMIT)?.limit;
        let until = (from + limit).min(total);
        let items: Vec<Value> = (from..until).map(item).collect();
        Ok(json!({
            "DATA_TYPE": data_type, "marker": from,
            "next_marker": (until < total).then_some(until), "DATA": items,
        }))
    }
}
