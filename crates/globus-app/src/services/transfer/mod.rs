//! Globus Transfer (`globus_sdk/services/transfer`).

mod bookmarks;
mod client;
mod delete_data;
mod documents;
mod endpoints;
mod files;
mod history;
mod submit;
mod task_filter;
mod task_records;
mod tasks;
mod transfer_data;

pub use bookmarks::NewBookmark;
pub use client::{TransferClient, TransferClientBuilder};
pub use delete_data::{DeleteData, DeleteItem};
pub use documents::{
    Bookmark, BookmarkList, Endpoint, EndpointPage, EntityType, EventDetails, FatalError, File,
    FileList, FileType, PauseInfo, PauseRule, SkippedError, SkippedErrorPage, Submission,
    SuccessfulTransfer, SuccessfulTransferPage, SyncLevel, Task, TaskEvent, TaskEventPage,
    TaskPage, TaskStatus, TaskType, TransferResult,
};
pub use endpoints::EndpointSearch;
pub use files::ListFiles;
pub use task_filter::TaskFilter;
pub use task_records::{SkippedErrors, SuccessfulTransfers, TaskEventList};
pub use tasks::{TaskList, TaskUpdate};
pub use transfer_data::{FilterMethod, TransferData, TransferItem};

use super::paging::Query;

/// Every path begins with the API's version.
const VERSION: &str = "v0.10";

/// The service shows no more than this of a list that is paged by offset
/// (`globus_sdk/services/transfer/client.py`, `max_total_results`).
const MOST_BY_OFFSET: u64 = 1_000;

/// How many collections a page holds where all are wanted, as in the SDK: they are large.
const SEARCH_PAGE: u64 = 100;

/// Pages of this size, unless somebody said how large, and none larger than what is shown.
fn ask_for_pages_of(size: u64, query: &mut Query) {
    let offset = query.get("offset").and_then(|text| text.parse().ok());
    let left = MOST_BY_OFFSET.saturating_sub(offset.unwrap_or(0)).max(1);
    if query.get("limit").is_none() {
        query.set("limit", size.min(left).to_string());
    }
}

/// The request for a next page, which must not ask for more than is shown
/// (`globus_sdk/paging/limit_offset.py`).
fn within_what_is_shown(mut next: Query) -> Option<Query> {
    let number = |name| next.get(name).and_then(|text| text.parse().ok());
    let left = MOST_BY_OFFSET.checked_sub(number("offset").unwrap_or(0))?;
    if number("limit").is_some_and(|limit: u64| limit > left) {
        next.set("limit", left.to_string());
    }
    (left > 0).then_some(next)
}
