//! Records of a task: its events, the files it transferred, and the files it skipped.

use uuid::Uuid;

use super::{
    client::{TransferClient, VERSION},
    documents::{
        SkippedError, SkippedErrorPage, SuccessfulTransfer, SuccessfulTransferPage, TaskEvent,
        TaskEventPage,
    },
    limits::MOST_BY_OFFSET,
};
use crate::{
    app::Error,
    services::paging::{List, list_methods},
};

impl TransferClient {
    /// The events of a task, newest first (`GET /v0.10/task/{id}/event_list`). The service returns
    /// 1,000 at most.
    pub fn task_event_list(&self, task_id: &Uuid) -> TaskEventList {
        let path = format!("{VERSION}/task/{task_id}/event_list");
        TaskEventList {
            list: List::new(&self.service, path),
        }
    }

    /// The files that a task transferred (`GET /v0.10/task/{id}/successful_transfers`). The service
    /// answers 400 until the task has ended.
    pub fn task_successful_transfers(&self, task_id: &Uuid) -> SuccessfulTransfers {
        let path = format!("{VERSION}/task/{task_id}/successful_transfers");
        SuccessfulTransfers {
            list: List::new(&self.service, path),
        }
    }

    /// The files that a task skipped because of errors (`GET /v0.10/task/{id}/skipped_errors`).
    pub fn task_skipped_errors(&self, task_id: &Uuid) -> SkippedErrors {
        let path = format!("{VERSION}/task/{task_id}/skipped_errors");
        SkippedErrors {
            list: List::new(&self.service, path),
        }
    }
}

/// A request for a task's events.
#[derive(Clone, Debug)]
pub struct TaskEventList {
    list: List<TaskEventPage>,
}

list_methods!(TaskEventList, TaskEventPage, TaskEvent);

impl TaskEventList {
    /// Only errors, or only events that aren't errors.
    #[must_use]
    pub fn filter_is_error(mut self, is_error: bool) -> Self {
        let filter = format!("is_error:{}", u8::from(is_error));
        self.list.query.set("filter", filter);
        self
    }

    /// How many events a page contains, 1,000 at most. By default the service decides.
    #[must_use]
    pub fn limit(mut self, limit: u64) -> Self {
        let limit = limit.clamp(1, MOST_BY_OFFSET);
        self.list.query.set("limit", limit.to_string());
        self
    }

    /// How many events to skip.
    #[must_use]
    pub fn offset(mut self, offset: u64) -> Self {
        self.list.query.set("offset", offset.to_string());
        self
    }
}

/// A request for the files that a task transferred.
#[derive(Clone, Debug)]
pub struct SuccessfulTransfers {
    list: List<SuccessfulTransferPage>,
}

list_methods!(
    SuccessfulTransfers,
    SuccessfulTransferPage,
    SuccessfulTransfer
);

impl SuccessfulTransfers {
    /// Continues where a page ended.
    #[must_use]
    pub fn marker(mut self, marker: impl Into<String>) -> Self {
        self.list.query.set("marker", marker);
        self
    }
}

/// A request for the files that a task skipped.
#[derive(Clone, Debug)]
pub struct SkippedErrors {
    list: List<SkippedErrorPage>,
}

list_methods!(SkippedErrors, SkippedErrorPage, SkippedError);

impl SkippedErrors {
    /// Continues where a page ended.
    #[must_use]
    pub fn marker(mut self, marker: impl Into<String>) -> Self {
        self.list.query.set("marker", marker);
        self
    }
}
