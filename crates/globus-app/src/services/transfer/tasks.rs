//! Tasks: listing, reading, changing and canceling them.

use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::{
    client::{TransferClient, VERSION},
    documents::{PauseInfo, Task, TaskPage, TransferResult},
    limits::MOST_BY_OFFSET,
};
use crate::{
    app::Error,
    services::paging::{List, list_methods},
};

impl TransferClient {
    /// Lists the user's tasks (`GET /v0.10/task_list`). The service returns 1,000 at most;
    /// [`TransferClient::task_history`] goes further back.
    pub fn task_list(&self) -> TaskList {
        TaskList {
            list: List::new(&self.service, format!("{VERSION}/task_list")),
        }
    }

    /// Gets a task (`GET /v0.10/task/{id}`).
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 (`TaskNotFound`) if the user has no such task, or any other
    /// [`Error`].
    pub async fn get_task(&self, task_id: &Uuid) -> Result<Task, Error> {
        let path = format!("{VERSION}/task/{task_id}");
        self.service.get(&path, &[]).await
    }

    /// Changes a task that hasn't ended (`PUT /v0.10/task/{id}`).
    ///
    /// # Errors
    /// Those of [`TransferClient::get_task`], and [`Error::Api`] with status 409 (`Conflict`) if
    /// the task has ended.
    pub async fn update_task(
        &self,
        task_id: &Uuid,
        update: &TaskUpdate,
    ) -> Result<TransferResult, Error> {
        let path = format!("{VERSION}/task/{task_id}");
        self.service.put(&path, json!(update)).await
    }

    /// Cancels a task (`POST /v0.10/task/{id}/cancel`). Soon after, it ends with the status
    /// `FAILED`.
    ///
    /// # Errors
    /// Those of [`TransferClient::get_task`].
    pub async fn cancel_task(&self, task_id: &Uuid) -> Result<TransferResult, Error> {
        let path = format!("{VERSION}/task/{task_id}/cancel");
        self.service.post(&path, None).await
    }

    /// Gets who paused a task, and why (`GET /v0.10/task/{id}/pause_info`).
    ///
    /// # Errors
    /// Those of [`TransferClient::get_task`].
    pub async fn task_pause_info(&self, task_id: &Uuid) -> Result<PauseInfo, Error> {
        let path = format!("{VERSION}/task/{task_id}/pause_info");
        self.service.get(&path, &[]).await
    }
}

/// A request for tasks. [`TaskList::send`] gets one page, [`TaskList::items`] gets all tasks, up to
/// the 1,000 that the service returns.
#[derive(Clone, Debug)]
pub struct TaskList {
    pub(super) list: List<TaskPage>,
}

list_methods!(TaskList, TaskPage, Task);

impl TaskList {
    /// Which tasks to list: a [`TaskFilter`](super::TaskFilter), or clauses joined by `/`, such as
    /// `status:ACTIVE,INACTIVE/type:TRANSFER`.
    #[must_use]
    pub fn filter(mut self, filter: impl Into<String>) -> Self {
        self.list.query.set("filter", filter);
        self
    }

    /// The order, such as `request_time DESC`, or several joined by commas.
    #[must_use]
    pub fn order_by(mut self, order: impl Into<String>) -> Self {
        self.list.query.set("orderby", order);
        self
    }

    /// How many tasks a page contains, 1,000 at most. By default the service decides.
    #[must_use]
    pub fn limit(mut self, limit: u64) -> Self {
        let limit = limit.clamp(1, MOST_BY_OFFSET);
        self.list.query.set("limit", limit.to_string());
        self
    }

    /// How many tasks to skip.
    #[must_use]
    pub fn offset(mut self, offset: u64) -> Self {
        self.list.query.set("offset", offset.to_string());
        self
    }
}

/// What to change about a task. If a field is None, it stays the same.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(tag = "DATA_TYPE", rename = "task")]
pub struct TaskUpdate {
    /// The new label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The new deadline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<jiff::Timestamp>,
}
