//! The task document (docs.globus.org/api/transfer/task).

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::transfer::time::format_time;

/// The fields that every task has from the start.
pub(super) struct Submission<'a> {
    pub(super) task_id: Uuid,
    pub(super) label: Option<String>,
    pub(super) is_delete: bool,
    pub(super) requested: Timestamp,
    pub(super) owner_id: &'a str,
    pub(super) username: &'a str,
}

/// All fields of a task document, for a task that was just submitted.
pub(super) fn blank(submission: &Submission<'_>) -> Value {
    let Submission {
        task_id,
        label,
        is_delete,
        requested,
        owner_id,
        username,
    } = submission;
    json!({
        "DATA_TYPE": "task", "task_id": task_id,
        "type": if *is_delete { "DELETE" } else { "TRANSFER" },
        "status": "ACTIVE", "fatal_error": null, "label": label,
        "username": username, "owner_id": owner_id,
        "request_time": format_time(*requested), "completion_time": null,
        "deadline": format_time(*requested + SignedDuration::from_hours(if *is_delete { 24 } else { 72 })),
        "source_endpoint": null, "source_endpoint_id": null, "source_endpoint_display_name": null,
        "destination_endpoint": null, "destination_endpoint_id": null,
        "destination_endpoint_display_name": null,
        "sync_level": null, "encrypt_data": false, "verify_checksum": true,
        "delete_destination_extra": false, "recursive_symlinks": "ignore",
        "preserve_timestamp": false, "skip_source_errors": false,
        "fail_on_quota_errors": false, "command": "API 0.10", "history_deleted": false,
        "faults": 0, "files": 0, "directories": 4, "symlinks": 0, "files_skipped": 0,
        "files_transferred": 0, "subtasks_total": 0, "subtasks_pending": 0,
        "subtasks_retrying": 0, "subtasks_succeeded": 0, "subtasks_expired": 0,
        "subtasks_canceled": 0, "subtasks_failed": 0, "subtasks_skipped_errors": 0,
        "bytes_transferred": 0, "bytes_checksummed": 0, "effective_bytes_per_second": 0,
        "nice_status": "OK", "nice_status_details": null,
        "nice_status_short_description": "OK", "nice_status_expires_in": -1,
        "canceled_by_admin": null, "canceled_by_admin_message": null,
        "is_paused": false, "is_ok": true, "filter_rules": null,
        "source_base_path": null, "destination_base_path": null,
        "source_local_user": null, "source_local_user_status": "NO_PERMISSION",
        "destination_local_user": null, "destination_local_user_status": "NO_PERMISSION",
    })
}

pub(super) fn merge(document: &mut Value, fields: Value) {
    if let Value::Object(fields) = fields {
        for (name, value) in fields {
            document[name] = value;
        }
    }
}
