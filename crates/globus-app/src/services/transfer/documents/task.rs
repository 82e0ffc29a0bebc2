//! Transfer's tasks.

use serde::Deserialize;
use uuid::Uuid;

use crate::services::{
    document::{
        Listed, OtherFields, RawJson, identified, lenient_time, null_as_default, other_id, own_id,
        word,
    },
    paging::{Page, Query},
    transfer::limits::{MOST_BY_OFFSET, ask_for_pages_of, within_what_is_shown},
};

word!(
    /// What a task does.
    TaskType {
        /// Transfers files.
        Transfer = "TRANSFER",
        /// Deletes files.
        Delete = "DELETE",
    }
);

word!(
    /// The status of a task.
    TaskStatus {
        /// In progress. It may be failing and retrying all the time: see [`Task::nice_status`].
        Active = "ACTIVE",
        /// Suspended until the user does something.
        Inactive = "INACTIVE",
        /// Done. It may have skipped files: see [`Task::subtasks_skipped_errors`].
        Succeeded = "SUCCEEDED",
        /// Failed, canceled or expired: see [`Task::fatal_error`].
        Failed = "FAILED",
    }
);

/// Which files to transfer that already exist at the destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SyncLevel {
    /// None.
    Exists,
    /// Those with a different size.
    Size,
    /// Those older than at the source.
    Mtime,
    /// Those with different contents.
    Checksum,
    /// A level that this library doesn't know.
    Unknown(u64),
}

impl SyncLevel {
    /// The number that Globus uses.
    pub fn number(self) -> u64 {
        match self {
            Self::Exists => 0,
            Self::Size => 1,
            Self::Mtime => 2,
            Self::Checksum => 3,
            Self::Unknown(number) => number,
        }
    }
}

impl From<u64> for SyncLevel {
    fn from(number: u64) -> Self {
        match number {
            0 => Self::Exists,
            1 => Self::Size,
            2 => Self::Mtime,
            3 => Self::Checksum,
            other => Self::Unknown(other),
        }
    }
}

impl<'de> Deserialize<'de> for SyncLevel {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u64::deserialize(deserializer).map(Self::from)
    }
}

impl serde::Serialize for SyncLevel {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.number())
    }
}

/// A page of tasks.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "TaskPageAnswer")]
pub struct TaskPage {
    /// The tasks.
    pub tasks: Vec<Task>,
    /// How many tasks match in all.
    pub total: u64,
    /// How many the service sent. Those whose id isn't a UUID were left out.
    pub(in crate::services::transfer) received: usize,
}

/// The same as the service writes it.
#[derive(Deserialize)]
struct TaskPageAnswer {
    #[serde(rename = "DATA")]
    tasks: Listed<Task>,
    #[serde(default)]
    total: u64,
}

impl From<TaskPageAnswer> for TaskPage {
    fn from(answer: TaskPageAnswer) -> Self {
        Self {
            tasks: answer.tasks.documents,
            total: answer.total,
            received: answer.tasks.received,
        }
    }
}

impl Page for TaskPage {
    type Item = Task;

    fn next(&self, query: &Query) -> Option<Query> {
        query
            .at_offset(self.received, self.total)
            .and_then(within_what_is_shown)
    }

    fn into_items(self) -> Vec<Task> {
        self.tasks
    }

    fn ask_for_large_pages(query: &mut Query) {
        ask_for_pages_of(MOST_BY_OFFSET, query);
    }
}

/// A transfer or deletion. Transfer doesn't know the total number of bytes.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct Task {
    /// Its UUID.
    #[serde(deserialize_with = "own_id")]
    pub task_id: Uuid,
    /// What it does.
    #[serde(rename = "type")]
    pub task_type: TaskType,
    /// Its status.
    pub status: TaskStatus,
    /// Its label.
    pub label: Option<String>,
    /// The error that ended it.
    pub fatal_error: Option<FatalError>,
    /// While it is active: `OK`, `Queued`, or the code of the last error.
    pub nice_status: Option<String>,
    /// The same in a few words.
    pub nice_status_short_description: Option<String>,
    /// Whether it is paused.
    #[serde(default, deserialize_with = "null_as_default")]
    pub is_paused: bool,
    /// Whether it works without errors. None once it has ended.
    pub is_ok: Option<bool>,
    /// Whether its details have been deleted, 30 days after its end.
    #[serde(default, deserialize_with = "null_as_default")]
    pub history_deleted: bool,
    /// Whose administrator canceled it: `SOURCE`, `DESTINATION` or `BOTH`.
    pub canceled_by_admin: Option<String>,
    /// The administrator's reason.
    pub canceled_by_admin_message: Option<String>,
    /// UUID of the source collection, or of the only one for deletions.
    #[serde(default, deserialize_with = "other_id")]
    pub source_endpoint_id: Option<Uuid>,
    /// Name of the source collection.
    pub source_endpoint_display_name: Option<String>,
    /// The source collection's path on its storage, if it shares a folder there.
    pub source_base_path: Option<String>,
    /// The account at the source.
    pub source_local_user: Option<String>,
    /// Why there is no account: `NO_PERMISSION`, or `OK` if there is one.
    pub source_local_user_status: Option<String>,
    /// UUID of the destination collection. None for deletions.
    #[serde(default, deserialize_with = "other_id")]
    pub destination_endpoint_id: Option<Uuid>,
    /// Name of the destination collection. None for deletions.
    pub destination_endpoint_display_name: Option<String>,
    /// The destination collection's path on its storage, if it shares a folder there.
    pub destination_base_path: Option<String>,
    /// The account at the destination.
    pub destination_local_user: Option<String>,
    /// Why there is no account: `NO_PERMISSION`, or `OK` if there is one.
    pub destination_local_user_status: Option<String>,
    /// Which files to transfer that already exist at the destination. None means all.
    pub sync_level: Option<SyncLevel>,
    /// Whether checksums are verified. None for deletions, like the options below.
    pub verify_checksum: Option<bool>,
    /// Whether data is encrypted in transit.
    pub encrypt_data: Option<bool>,
    /// Whether modification times are kept.
    pub preserve_timestamp: Option<bool>,
    /// Whether files that exist only at the destination are deleted there.
    pub delete_destination_extra: Option<bool>,
    /// Whether files that can't be read are skipped.
    pub skip_source_errors: Option<bool>,
    /// Whether it fails if a quota is exceeded, instead of waiting.
    pub fail_on_quota_errors: Option<bool>,
    /// What it does with symbolic links: `ignore`, `keep` or `copy`.
    pub recursive_symlinks: Option<String>,
    /// Rules that include or exclude files by name.
    pub filter_rules: Option<RawJson>,
    /// How it was submitted, such as `API 0.10`.
    pub command: Option<String>,
    /// UUID of the identity that owns it.
    #[serde(default, deserialize_with = "other_id")]
    pub owner_id: Option<Uuid>,
    /// The owner's name in an old format.
    pub username: Option<String>,
    /// Files found so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub files: u64,
    /// Directories found so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub directories: u64,
    /// Symbolic links found so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub symlinks: u64,
    /// Files that were already up to date.
    #[serde(default, deserialize_with = "null_as_default")]
    pub files_skipped: u64,
    /// Files transferred so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub files_transferred: u64,
    /// Bytes transferred so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub bytes_transferred: u64,
    /// Bytes for which a checksum was computed so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub bytes_checksummed: u64,
    /// Average speed since the start, in bytes per second.
    #[serde(default, deserialize_with = "null_as_default")]
    pub effective_bytes_per_second: u64,
    /// Errors so far, including those that were resolved.
    #[serde(default, deserialize_with = "null_as_default")]
    pub faults: u64,
    /// Subtasks found so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_total: u64,
    /// Subtasks done.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_succeeded: u64,
    /// Subtasks that are waiting.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_pending: u64,
    /// Subtasks that are retried after an error.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_retrying: u64,
    /// Subtasks that failed.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_failed: u64,
    /// Subtasks that reached the deadline.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_expired: u64,
    /// Subtasks that were skipped because of errors.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_skipped_errors: u64,
    /// Subtasks that were canceled.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_canceled: u64,
    /// When it was submitted.
    #[serde(default, deserialize_with = "lenient_time")]
    pub request_time: Option<jiff::Timestamp>,
    /// When it ended.
    #[serde(default, deserialize_with = "lenient_time")]
    pub completion_time: Option<jiff::Timestamp>,
    /// When it will give up.
    #[serde(default, deserialize_with = "lenient_time")]
    pub deadline: Option<jiff::Timestamp>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
identified!(Task by task_id);

/// The error that ended a task.
#[derive(Clone, Debug, Deserialize)]
pub struct FatalError {
    /// A code such as `PERMISSION_DENIED` or `CANCELED`.
    pub code: String,
    /// The same in words.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_new_to_us_survives() {
        let task: Task = serde_json::from_value(json!({
            "task_id": Uuid::nil(), "type": "TELEPORT", "status": "PENDING", "sync_level": 4,
            "files": null, "colour": "blue",
        }))
        .expect("a task");
        assert_eq!(task.task_type, TaskType::Unknown("TELEPORT".into()));
        assert_eq!(task.status, TaskStatus::Unknown("PENDING".into()));
        assert_eq!(task.sync_level.map(SyncLevel::number), Some(4));
        assert_eq!(task.files, 0);
        assert_eq!(task.other.get("colour"), Some("\"blue\""));
    }

    #[test]
    fn the_next_page_starts_after_what_was_sent_even_if_some_was_left_out() {
        let task = |id: &str| json!({"task_id": id, "type": "DELETE", "status": "ACTIVE"});
        let page: TaskPage = serde_json::from_value(json!({
            "DATA": [task("#7"), task("00000000-0000-0000-0000-000000000007")], "total": 9,
        }))
        .expect("a page");
        let next = page.next(&Query::default()).expect("more");
        assert_eq!(next.get("offset"), Some("2"));
    }
}
