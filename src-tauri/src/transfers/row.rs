//! Rows for the list of transfers and deletions.

use globus_app::{Task, TaskType};

use super::view::{TaskKind, TransferRow};
use crate::{
    status::{
        StatusKey,
        task::{progress, status},
        totals::Totals,
    },
    text::Text,
    time::millis,
};

/// Makes a row. `totals` holds the totals seen at earlier reads.
pub fn task_row(task: &Task, totals: &Totals) -> TransferRow {
    let status = status(task);
    let moves = status.key == StatusKey::Active && task.effective_bytes_per_second > 0;
    TransferRow {
        id: task.task_id.to_string(),
        kind: match task.task_type {
            TaskType::Transfer => TaskKind::Transfer,
            TaskType::Delete => TaskKind::Delete,
            TaskType::Unknown(_) => TaskKind::Other,
        },
        label: task
            .label
            .as_deref()
            .map(Text::of)
            .filter(|label| !label.is_empty()),
        from: task
            .source_endpoint_display_name
            .as_deref()
            .map(Text::of)
            .unwrap_or_default(),
        to: task
            .destination_endpoint_display_name
            .as_deref()
            .map(Text::of),
        progress: progress(task, totals),
        status,
        bytes: task.bytes_transferred,
        rate: moves.then_some(task.effective_bytes_per_second),
        faults: task.faults,
        requested_at: task.request_time.map(millis),
        completed_at: task.completion_time.map(millis),
        deadline: task.deadline.map(millis),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{status::task::grouped, text::hostile};

    #[test]
    fn f31_nothing_of_a_task_is_shown_as_others_wrote_it() {
        for status in ["ACTIVE", "INACTIVE", "FAILED", "DREAMING\u{202e}"] {
            let document = hostile::filled(json!({
                "task_id": uuid::Uuid::nil(), "type": "TRANSFER", "status": status, "label": "",
                "source_endpoint_display_name": "", "destination_endpoint_display_name": "",
                "nice_status": "X", "nice_status_short_description": "",
                "fatal_error": {"code": "", "description": ""},
            }));
            let task: Task = serde_json::from_value(document).expect("a task");
            hostile::assert_fit(&task_row(&task, &Totals::default()), &[]);
        }
    }

    fn status_of(changes: &Value) -> (StatusKey, String) {
        let mut document =
            json!({"task_id": uuid::Uuid::nil(), "type": "TRANSFER", "status": "ACTIVE"});
        for (name, value) in changes.as_object().expect("an object") {
            document[name] = value.clone();
        }
        let task: Task = serde_json::from_value(document).expect("a task");
        let status = task_row(&task, &Totals::default()).status;
        (status.key, status.word.into())
    }

    #[test]
    fn every_status_has_an_honest_word() {
        for (changes, key, word) in [
            (json!({}), StatusKey::Active, "Transferring"),
            (
                json!({"type": "DELETE", "nice_status": "OK"}),
                StatusKey::Active,
                "Deleting",
            ),
            (
                json!({"nice_status": "Queued"}),
                StatusKey::Queued,
                "Queued",
            ),
            (
                json!({"nice_status": "PERMISSION_DENIED", "nice_status_short_description": "permission denied"}),
                StatusKey::Retrying,
                "Retrying – permission denied",
            ),
            (
                json!({"is_paused": true, "nice_status": "X"}),
                StatusKey::Paused,
                "Paused by the collection",
            ),
            (
                json!({"status": "INACTIVE", "nice_status": "AUTH", "nice_status_short_description": "consent required"}),
                StatusKey::NeedsYou,
                "Needs you – consent required",
            ),
            (json!({"status": "SUCCEEDED"}), StatusKey::Done, "Done"),
            (
                json!({"status": "SUCCEEDED", "subtasks_skipped_errors": 12}),
                StatusKey::DoneGaps,
                "Done, 12 skipped",
            ),
            (
                json!({"status": "FAILED", "fatal_error": {"code": "EXPIRED", "description": "the deadline passed"}}),
                StatusKey::Failed,
                "Failed – the deadline passed",
            ),
            (
                json!({"status": "FAILED", "fatal_error": {"code": "CANCELED"}}),
                StatusKey::Canceled,
                "Canceled",
            ),
            (
                json!({"status": "FAILED", "canceled_by_admin": "SOURCE"}),
                StatusKey::Canceled,
                "Canceled by administrator",
            ),
            (
                json!({"status": "HIBERNATING"}),
                StatusKey::Unknown,
                "HIBERNATING",
            ),
        ] {
            assert_eq!(status_of(&changes), (key, word.to_owned()), "{changes}");
        }
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1_204), "1,204");
        assert_eq!(grouped(12_345_678), "12,345,678");
    }
}
