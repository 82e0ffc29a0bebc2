//! Tasks: what Transfer does for a person.

use serde::Deserialize;

use crate::services::{
    document::{OtherFields, RawJson, keeps_other_fields, lenient_time, null_as_default, word},
    paging::{Page, Query},
    transfer::limits::{MOST_BY_OFFSET, ask_for_pages_of, within_what_is_shown},
};

word!(
    /// What a task does.
    TaskType {
        /// Copies.
        Transfer = "TRANSFER",
        /// Deletes.
        Delete = "DELETE",
    }
);

word!(
    /// How far a task is.
    TaskStatus {
        /// In progress, perhaps meeting errors all the time: see [`Task::nice_status`].
        Active = "ACTIVE",
        /// Suspended until the person does something.
        Inactive = "INACTIVE",
        /// Done, perhaps with files left out: see [`Task::subtasks_skipped_errors`].
        Succeeded = "SUCCEEDED",
        /// Given up, canceled or expired: see [`Task::fatal_error`].
        Failed = "FAILED",
    }
);

/// Which files that are there already are copied all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SyncLevel {
    /// None.
    Exists,
    /// Those of another size.
    Size,
    /// Those older than the source.
    Mtime,
    /// Those with other contents.
    Checksum,
    /// A level that this library does not know, by its number.
    Unknown(u64),
}

impl SyncLevel {
    /// The number that Globus writes.
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
pub struct TaskPage {
    /// The tasks.
    #[serde(rename = "DATA")]
    pub tasks: Vec<Task>,
    /// How many tasks match in all.
    #[serde(default)]
    pub total: u64,
}

impl Page for TaskPage {
    type Item = Task;

    fn next(&self, query: &Query) -> Option<Query> {
        query
            .at_offset(self.tasks.len(), self.total)
            .and_then(within_what_is_shown)
    }

    fn into_items(self) -> Vec<Task> {
        self.tasks
    }

    fn ask_for_large_pages(query: &mut Query) {
        ask_for_pages_of(MOST_BY_OFFSET, query);
    }
}

/// A transfer or delete task. Transfer knows no total of bytes.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct Task {
    /// Its UUID.
    pub task_id: String,
    /// What it does.
    #[serde(rename = "type")]
    pub task_type: TaskType,
    /// How far it is.
    pub status: TaskStatus,
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
    /// Whether it meets no errors; none once it has ended.
    pub is_ok: Option<bool>,
    /// Whether its details are gone (30 days after its end).
    #[serde(default, deserialize_with = "null_as_default")]
    pub history_deleted: bool,
    /// Whose administrator canceled it: `SOURCE`, `DESTINATION` or `BOTH`.
    pub canceled_by_admin: Option<String>,
    /// Why the administrator did.
    pub canceled_by_admin_message: Option<String>,
    /// UUID of the source collection; for deletions, of the only one.
    pub source_endpoint_id: Option<String>,
    /// Name of the source collection.
    pub source_endpoint_display_name: Option<String>,
    /// Path of the source collection on its storage, if it shares a folder there.
    pub source_base_path: Option<String>,
    /// Account that reads at the source.
    pub source_local_user: Option<String>,
    /// Why there is none: `NO_PERMISSION`, or `OK` if there is.
    pub source_local_user_status: Option<String>,
    /// UUID of the destination collection; none for deletions.
    pub destination_endpoint_id: Option<String>,
    /// Name of the destination collection; none for deletions.
    pub destination_endpoint_display_name: Option<String>,
    /// Path of the destination collection on its storage, if it shares a folder there.
    pub destination_base_path: Option<String>,
    /// Account that writes at the destination.
    pub destination_local_user: Option<String>,
    /// Why there is none: `NO_PERMISSION`, or `OK` if there is.
    pub destination_local_user_status: Option<String>,
    /// Which files that are there already are copied all the same; none: all.
    pub sync_level: Option<SyncLevel>,
    /// Whether copies are compared with their sources; none for deletions, as with all of these.
    pub verify_checksum: Option<bool>,
    /// Whether data is encrypted on the way.
    pub encrypt_data: Option<bool>,
    /// Whether modification times are kept.
    pub preserve_timestamp: Option<bool>,
    /// Whether what is only at the destination is deleted there.
    pub delete_destination_extra: Option<bool>,
    /// Whether files that cannot be read are left out.
    pub skip_source_errors: Option<bool>,
    /// Whether a full quota ends it, instead of waiting for room.
    pub fail_on_quota_errors: Option<bool>,
    /// What it does with symbolic links: `ignore`, `keep` or `copy`.
    pub recursive_symlinks: Option<String>,
    /// Rules that leave out or take in files by name.
    pub filter_rules: Option<RawJson>,
    /// How it was submitted, such as `API 0.10`.
    pub command: Option<String>,
    /// UUID of the identity whose it is.
    pub owner_id: Option<String>,
    /// Whose it is, in Globus' older form.
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
    /// Files that were left as they are, because of the sync level.
    #[serde(default, deserialize_with = "null_as_default")]
    pub files_skipped: u64,
    /// Files moved so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub files_transferred: u64,
    /// Bytes moved so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub bytes_transferred: u64,
    /// Bytes of which a checksum was made so far.
    #[serde(default, deserialize_with = "null_as_default")]
    pub bytes_checksummed: u64,
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
    /// Pieces of work that wait.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_pending: u64,
    /// Pieces of work that met an error and are tried again.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_retrying: u64,
    /// Pieces of work that failed.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_failed: u64,
    /// Pieces of work given up at the deadline.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtasks_expired: u64,
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
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(Task);

/// What ended a task.
#[derive(Clone, Debug, Deserialize)]
pub struct FatalError {
    /// Such as `PERMISSION_DENIED` or `CANCELED`.
    pub code: String,
    /// In words.
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
            "task_id": "t", "type": "TELEPORT", "status": "PENDING", "sync_level": 4,
            "files": null, "colour": "blue",
        }))
        .expect("a task");
        assert_eq!(task.task_type, TaskType::Unknown("TELEPORT".into()));
        assert_eq!(task.status, TaskStatus::Unknown("PENDING".into()));
        assert_eq!(task.sync_level.map(SyncLevel::number), Some(4));
        assert_eq!(task.files, 0);
        assert_eq!(task.other.get("colour"), Some("\"blue\""));
    }
}
