//! Submissions: checked completely, then accepted once.

pub(super) mod check;
mod delete;
mod transfer;

use check::Submitter;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    error::{Done, TransferError},
    state::State,
    tasks::job::Instructions,
};

/// What can be submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Transfer,
    Delete,
}

/// Checks everything, and creates the task. A submission id that has been used returns its task.
pub(super) fn submit(
    state: &mut State,
    submitter: Submitter<'_>,
    kind: Kind,
    document: Value,
) -> Result<(Uuid, Done), TransferError> {
    let submission_id = submission_id(&document)?;
    let (data_type, what) = match kind {
        Kind::Transfer => ("transfer_result", "transfer"),
        Kind::Delete => ("delete_result", "delete"),
    };
    if let Some(task_id) = state.tasks.submitted(submitter.access, submission_id) {
        let message = "This task has already been submitted and accepted";
        let done = Done::new("Duplicate", message).data_type(data_type);
        return Ok((task_id, with_task(done, task_id, submission_id)));
    }
    let now = state.now();
    let instructions: Instructions = match kind {
        Kind::Transfer => parse::<transfer::Submission>(document, what)?.check(submitter, now)?,
        Kind::Delete => parse::<delete::Submission>(document, what)?.check(submitter, now)?,
    };
    let task_id = state.new_id();
    state
        .tasks
        .submit(submitter.access, submission_id, task_id, instructions, now);
    let message = format!(
        "The {what} has been accepted and a task has been created and queued for execution"
    );
    let done = Done::new("Accepted", message).data_type(data_type);
    Ok((task_id, with_task(done, task_id, submission_id)))
}

fn with_task(done: Done, task_id: Uuid, submission_id: Uuid) -> Done {
    done.with("task_id", json!(task_id))
        .with("submission_id", json!(submission_id))
        .with(
            "task_link",
            json!({
                "DATA_TYPE": "link", "href": format!("/v0.10/task/{task_id}?format=json"),
                "rel": "related", "resource": "task", "title": "related task",
            }),
        )
}

fn submission_id(document: &Value) -> Result<Uuid, TransferError> {
    let id = document["submission_id"].as_str();
    id.and_then(|id| Uuid::try_parse(id).ok())
        .ok_or_else(|| TransferError::bad_request("submission_id must be a UUID"))
}

fn parse<T: DeserializeOwned>(document: Value, what: &str) -> Result<T, TransferError> {
    if document["DATA_TYPE"] != what {
        let problem = format!("DATA_TYPE must be '{what}'");
        return Err(TransferError::bad_request(problem));
    }
    serde_json::from_value(document)
        .map_err(|error| TransferError::bad_request(format!("invalid {what} document: {error}")))
}
