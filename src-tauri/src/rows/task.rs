//! A transfer or delete task as a row, with an honest status.

use globus_app::{Task, TaskStatus, TaskType};

use super::{millis, text::line};
use crate::view::{Progress, Status, StatusKey, TaskKind, TransferRow};

pub fn task_row(task: &Task) -> TransferRow {
    let status = status(task);
    let is_live = matches!(task.status, TaskStatus::Active | TaskStatus::Inactive);
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
            .map(line)
            .filter(|label| !label.is_empty()),
        from: task
            .source_endpoint_display_name
            .as_deref()
            .map(line)
            .unwrap_or_default(),
        to: task.destination_endpoint_display_name.as_deref().map(line),
        progress: is_live.then(|| progress(task)),
        status,
        bytes: task.bytes_transferred,
        rate: moves.then_some(task.effective_bytes_per_second),
        faults: task.faults,
        requested_at: task.request_time.map(millis),
        completed_at: task.completion_time.map(millis),
        deadline: task.deadline.map(millis),
    }
}

/// ACTIVE is not "fine": it may be meeting errors, paused or queued. A canceled task ends as
/// FAILED. A word that is new to us is shown as it is.
fn status(task: &Task) -> Status {
    let say = |key, word: &str| Status {
        key,
        word: line(word),
    };
    let nice = task.nice_status.as_deref().unwrap_or("OK");
    let reason = task
        .nice_status_short_description
        .as_deref()
        .unwrap_or(nice);
    match &task.status {
        TaskStatus::Active | TaskStatus::Inactive if task.is_paused => {
            say(StatusKey::Paused, "Paused by the collection")
        }
        TaskStatus::Inactive => say(StatusKey::NeedsYou, &format!("Needs you – {reason}")),
        TaskStatus::Active => match nice {
            "" | "OK" if task.task_type == TaskType::Delete => say(StatusKey::Active, "Deleting"),
            "" | "OK" => say(StatusKey::Active, "Transferring"),
            "Queued" => say(StatusKey::Queued, "Queued"),
            _ => say(StatusKey::Retrying, &format!("Retrying – {reason}")),
        },
        TaskStatus::Succeeded if task.subtasks_skipped_errors > 0 => say(
            StatusKey::DoneGaps,
            &format!("Done, {} skipped", task.subtasks_skipped_errors),
        ),
        TaskStatus::Succeeded => say(StatusKey::Done, "Done"),
        TaskStatus::Failed => failed(task),
        TaskStatus::Unknown(word) => say(StatusKey::Unknown, word),
    }
}

fn failed(task: &Task) -> Status {
    let say = |key, word: &str| Status {
        key,
        word: line(word),
    };
    match &task.fatal_error {
        _ if task.canceled_by_admin.is_some() => {
            say(StatusKey::Canceled, "Canceled by administrator")
        }
        Some(error) if error.code == "CANCELED" => say(StatusKey::Canceled, "Canceled"),
        Some(error) => {
            let line = error
                .description
                .lines()
                .next()
                .filter(|line| !line.is_empty());
            say(
                StatusKey::Failed,
                &format!("Failed – {}", line.unwrap_or(&error.code)),
            )
        }
        None => say(StatusKey::Failed, "Failed"),
    }
}

fn progress(task: &Task) -> Progress {
    // While folders are read, everything that was found is either done or just ahead.
    let ahead = task.subtasks_total.saturating_sub(task.subtasks_succeeded);
    let counting = task.status == TaskStatus::Active
        && task.subtasks_total > 0
        && ahead * 20 < task.subtasks_total;
    let counting = counting && task.completion_time.is_none() && ahead > 0;
    // A deletion transfers nothing.
    let done = match task.task_type {
        TaskType::Delete => task.subtasks_succeeded,
        _ => task.files_transferred,
    };
    Progress {
        done: task.subtasks_succeeded,
        total: task.subtasks_total,
        counting: counting || task.subtasks_total == 0,
        text: format!("{} of {} files", grouped(done), grouped(task.files)),
    }
}

/// "12,345".
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn status_of(changes: &Value) -> (StatusKey, String) {
        let mut document =
            json!({"task_id": uuid::Uuid::nil(), "type": "TRANSFER", "status": "ACTIVE"});
        for (name, value) in changes.as_object().expect("an object") {
            document[name] = value.clone();
        }
        let task: Task = serde_json::from_value(document).expect("a task");
        let status = task_row(&task).status;
        (status.key, status.word)
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
