//! Globus Transfer (`globus_sdk/services/transfer`).

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    document::{lenient_time, null_as_default},
    paging::{List, Page, Query, list_methods},
    service::Service,
};
use crate::{
    app::GlobusApp,
    error::Error,
    scopes::{Scope, TransferScopes},
};

/// A client of Globus Transfer.
#[derive(Clone, Debug)]
pub struct TransferClient {
    service: Service,
}

/// Builds a [`TransferClient`] with scopes of your own.
#[derive(Debug)]
pub struct TransferClientBuilder<'a> {
    app: &'a GlobusApp,
    scopes: Vec<Scope>,
}

impl TransferClientBuilder<'_> {
    /// Replaces the default scope.
    #[must_use]
    pub fn app_scopes(mut self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        self.scopes = scopes.into_iter().collect();
        self
    }

    /// Binds the client to its app.
    pub fn build(self) -> TransferClient {
        let base = self.app.environment().transfer();
        let service = Service::new(self.app, TransferScopes::RESOURCE_SERVER, base);
        service.add_app_scope(self.scopes);
        TransferClient { service }
    }
}

impl TransferClient {
    /// Binds a client to `app`, which then requires Transfer's `all`.
    pub fn new(app: &GlobusApp) -> Self {
        Self::builder(app).build()
    }

    /// A client with other scopes than the default.
    pub fn builder(app: &GlobusApp) -> TransferClientBuilder<'_> {
        TransferClientBuilder {
            app,
            scopes: vec![TransferScopes::ALL],
        }
    }

    /// Adds a scope to what the app requires for Transfer.
    pub fn add_app_scope(&self, scope: Scope) {
        self.service.add_app_scope([scope]);
    }

    /// The person's tasks (`GET /v0.10/task_list`).
    pub fn task_list(&self) -> TaskList {
        let mut list = List::new(&self.service, "v0.10/task_list");
        list.query.set("limit", "100");
        TaskList { list }
    }
}

/// A request for tasks. [`TaskList::send`] gets one page, [`TaskList::items`] all of them.
#[derive(Clone, Debug)]
pub struct TaskList {
    list: List<TaskPage>,
}

list_methods!(TaskList, TaskPage, Task);

impl TaskList {
    /// Clauses joined by `/`, such as `status:ACTIVE,INACTIVE/type:TRANSFER`.
    #[must_use]
    pub fn filter(mut self, filter: impl Into<String>) -> Self {
        self.list.query.set("filter", filter);
        self
    }

    /// The order, such as `request_time DESC`.
    #[must_use]
    pub fn order_by(mut self, order: impl Into<String>) -> Self {
        self.list.query.set("orderby", order);
        self
    }

    /// How many tasks a page holds; 100 unless said otherwise, 1,000 at most.
    #[must_use]
    pub fn limit(mut self, limit: u64) -> Self {
        let limit = limit.clamp(1, 1_000);
        self.list.query.set("limit", limit.to_string());
        self
    }

    /// How many tasks to leave out at the start.
    #[must_use]
    pub fn offset(mut self, offset: u64) -> Self {
        self.list.query.set("offset", offset.to_string());
        self
    }
}

/// A page of tasks.
#[derive(Clone, Debug, Deserialize)]
pub struct TaskPage {
    /// The tasks.
    #[serde(rename = "DATA")]
    pub tasks: Vec<Task>,
    /// How many tasks match in all.
    pub total: u64,
}

impl Page for TaskPage {
    type Item = Task;

    fn next(&self, query: &Query) -> Option<Query> {
        query.at_offset(self.tasks.len(), self.total)
    }

    fn into_items(self) -> Vec<Task> {
        self.tasks
    }
}

/// A transfer or delete task. Transfer knows no total of bytes.
#[derive(Clone, Debug, Deserialize)]
pub struct Task {
    /// Its UUID.
    pub task_id: String,
    /// `TRANSFER` or `DELETE`.
    #[serde(rename = "type")]
    pub task_type: String,
    /// `ACTIVE`, `INACTIVE`, `SUCCEEDED` or `FAILED`.
    pub status: String,
    /// What the person called it.
    pub label: Option<String>,
    /// What ended it.
    pub fatal_error: Option<FatalError>,
    /// While active: `OK`, `Queued`, or the code of the last error.
    pub nice_status: Option<String>,
    /// The same in a few words.
    pub nice_status_short_description: Option<String>,
    /// Whether somebody paused it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub is_paused: bool,
    /// Whose administrator canceled it: `SOURCE`, `DESTINATION` or `BOTH`.
    pub canceled_by_admin: Option<String>,
    /// Name of the source collection.
    pub source_endpoint_display_name: Option<String>,
    /// Name of the destination collection; none for deletions.
    pub destination_endpoint_display_name: Option<String>,
    /// Files found so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub files: u64,
    /// Files moved so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub files_transferred: u64,
    /// Bytes moved so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub bytes_transferred: u64,
    /// Average over the task's life, in bytes per second.
    #[serde(default, deserialize_with = "null_as_default")]
    pub effective_bytes_per_second: u64,
    /// Errors met so far, those that were got over included.
    #[serde(default, deserialize_with = "null_as_default")]
    pub faults: u64,
    /// Pieces of work found so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_total: u64,
    /// Pieces of work done.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_succeeded: u64,
    /// Pieces of work left out because of errors.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_skipped_errors: u64,
    /// Pieces of work canceled.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_canceled: u64,
    /// When it was submitted.
    #[serde(default, deserialize_with = "lenient_time")]
    pub request_time: Option<jiff::Timestamp>,
    /// When it ended.
    #[serde(default, deserialize_with = "lenient_time")]
    pub completion_time: Option<jiff::Timestamp>,
    /// When it will be given up.
    #[serde(default, deserialize_with = "lenient_time")]
    pub deadline: Option<jiff::Timestamp>,
    /// Every field that is not named above.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What ended a task.
#[derive(Clone, Debug, Deserialize)]
pub struct FatalError {
    /// Such as `PERMISSION_DENIED` or `CANCELED`.
    pub code: String,
    /// In words.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
}
