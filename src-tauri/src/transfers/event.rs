//! What happened to a task, and what it was told to do.

use globus_app::{EventDetails, SyncLevel, Task, TaskEvent, TaskType};
use serde_json::Value;

use super::detail_view::TaskEventRow;
use crate::{
    text::{json::laid_out, line, page},
    time::millis,
};

/// Newest first; the same thing several times in a row is one row.
pub fn event_rows(events: &[TaskEvent]) -> Vec<TaskEventRow> {
    let mut rows: Vec<TaskEventRow> = Vec::new();
    for event in events {
        let time = event.time.map(millis);
        let description = line(&event.description);
        let repeats = rows.last_mut().filter(|row| {
            row.error == event.is_error && row.code == event.code && row.description == description
        });
        if let Some(row) = repeats {
            row.times += 1;
            row.first_time = time;
            continue;
        }
        rows.push(TaskEventRow {
            time,
            first_time: time,
            times: 1,
            code: line(&event.code),
            description,
            error: event.is_error,
            details: details(&event.details),
        });
    }
    rows
}

fn details(details: &EventDetails) -> Option<String> {
    match details {
        EventDetails::Text(text) => Some(page(text)).filter(|text| !text.trim().is_empty()),
        EventDetails::Document(document) => Some(laid_out(&Value::Object(document.clone()))),
    }
}

/// What a transfer was told, in words.
pub fn task_options(task: &Task) -> Vec<String> {
    let mut words = Vec::new();
    if task.task_type == TaskType::Transfer {
        words.push(match task.sync_level {
            None => "Everything is copied, also what is there already".to_owned(),
            Some(level) => format!("Only what changed is copied (by {})", sync_word(level)),
        });
    }
    for (said, yes, no) in [
        (
            task.verify_checksum,
            Some("Integrity is checked after the copy"),
            Some("Integrity is not checked"),
        ),
        (
            task.encrypt_data,
            Some("Data is encrypted on the way"),
            None,
        ),
        (
            task.preserve_timestamp,
            Some("Modification times are kept"),
            None,
        ),
        (
            task.delete_destination_extra,
            Some("Extra files at the destination are deleted"),
            None,
        ),
        (
            task.skip_source_errors,
            Some("Files with errors are left out"),
            None,
        ),
        (
            task.fail_on_quota_errors,
            Some("Stops when the quota is reached"),
            None,
        ),
    ] {
        let word = match said {
            Some(true) => yes,
            Some(false) => no,
            None => None,
        };
        words.extend(word.map(str::to_owned));
    }
    words
}

fn sync_word(level: SyncLevel) -> String {
    match level {
        SyncLevel::Exists => "name".to_owned(),
        SyncLevel::Size => "size".to_owned(),
        SyncLevel::Mtime => "time".to_owned(),
        SyncLevel::Checksum => "checksum".to_owned(),
        SyncLevel::Unknown(number) => format!("level {number}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_same_error_again_and_again_is_one_row() {
        let event = |second: u32, code: &str, is_error: bool| -> TaskEvent {
            serde_json::from_value(json!({
                "code": code, "description": code, "details": "why", "is_error": is_error,
                "time": format!("2026-11-25T10:00:0{second}+00:00"),
            }))
            .expect("an event")
        };
        let rows = event_rows(&[
            event(3, "PERMISSION_DENIED", true),
            event(2, "PERMISSION_DENIED", true),
            event(1, "STARTED", false),
        ]);
        let shape: Vec<_> = rows.iter().map(|row| (&*row.code, row.times)).collect();
        assert_eq!(shape, [("PERMISSION_DENIED", 2), ("STARTED", 1)]);
        assert!(rows[0].first_time < rows[0].time);
    }

    #[test]
    fn options_are_words() {
        let task: Task = serde_json::from_value(json!({
            "task_id": uuid::Uuid::nil(), "type": "TRANSFER", "status": "ACTIVE", "sync_level": 3,
            "verify_checksum": false, "encrypt_data": true, "preserve_timestamp": false,
        }))
        .expect("a task");
        assert_eq!(
            task_options(&task),
            [
                "Only what changed is copied (by checksum)",
                "Integrity is not checked",
                "Data is encrypted on the way",
            ]
        );
    }
}
