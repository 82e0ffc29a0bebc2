//! Globus Transfer (`globus_sdk/services/transfer`).

mod bookmarks;
mod client;
mod delete_data;
mod documents;
mod endpoints;
mod files;
mod history;
mod limits;
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
