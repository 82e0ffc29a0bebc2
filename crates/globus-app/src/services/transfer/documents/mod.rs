//! Transfer's documents: the fields that are commonly used, and all others as JSON.

mod bookmark;
mod endpoint;
mod file;
mod pause;
mod result;
mod task;
mod task_event;
mod task_record;

pub use bookmark::{Bookmark, BookmarkList};
pub use endpoint::{Endpoint, EndpointPage, EntityType};
pub use file::{File, FileList, FileType};
pub use pause::{PauseInfo, PauseRule};
pub(super) use result::SubmissionId;
pub use result::{Submission, TransferResult};
pub use task::{FatalError, SyncLevel, Task, TaskPage, TaskStatus, TaskType};
pub use task_event::{EventDetails, TaskEvent, TaskEventPage};
pub use task_record::{SkippedError, SkippedErrorPage, SuccessfulTransfer, SuccessfulTransferPage};
