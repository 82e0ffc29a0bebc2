//! The events and options of a task.

use globus_app::{EventDetails, SyncLevel, Task, TaskEvent, TaskType};
use serde_json::Value;

use super::detail_view::{EventTime, TaskEventRow};
use crate::{
    text::{Literal, Page, Text, bounded::bounded_in_all, json::laid_out},
    time::millis,
};

/// How many occurrences of an event to list. All are counted.
const EACH: usize = 100;

/// Rows for the events, newest first. Repetitions in a row are combined into one row.
pub fn event_rows(events: &[TaskEvent]) -> Vec<TaskEventRow> {
    let mut rows: Vec<TaskEventRow> = Vec::new();
    for event in events {
        let time = event.time.map(millis);
        let (code, description) = (Text::of(&event.code), Text::of(&event.description));
        let one = EventTime {
            time,
            path: path(&event.details),
            details: details(&event.details),
        };
        let repeats = rows.last_mut().filter(|row| {
            row.error == event.is_error && row.code == code && row.description == description
        });
        if let Some(row) = repeats {
            row.times += 1;
            row.first_time = time;
            if row.each.len() < EACH {
                row.each.push(one);
            }
            continue;
        }
        rows.push(TaskEventRow {
            time,
            first_time: time,
            times: 1,
            code,
            description,
            error: event.is_error,
            each: vec![one],
        });
    }
    let each = rows.iter_mut().flat_map(|row| &mut row.each);
    bounded_in_all(each.filter_map(|one| one.details.as_mut()));
    rows
}

/// The path of the file that an error is about, which is on a line of its own.
fn path(details: &EventDetails) -> Option<Literal> {
    let EventDetails::Text(text) = details else {
        return None;
    };
    let path = text.lines().find_map(|line| line.strip_prefix("File: "))?;
    (!path.is_empty()).then(|| Literal::of(path))
}

fn details(details: &EventDetails) -> Option<Page> {
    match details {
        EventDetails::Text(text) => Some(Page::of(text)).filter(|text| !text.trim().is_empty()),
        EventDetails::Document(document) => Some(laid_out(&Value::Object(document.clone()))),
    }
}

/// The options of a transfer, in words.
pub fn task_options(task: &Task) -> Vec<Text> {
    let mut words = Vec::new();
    // Transfer also says these of a deletion, which copies nothing.
    let copies = task.task_type != TaskType::Delete;
    if task.task_type == TaskType::Transfer {
        words.push(match task.sync_level {
            None => "All files are copied, even if already there".into(),
            Some(level) => format!("Only what changed is copied (by {})", sync_word(level)).into(),
        });
    }
    for (said, yes, no) in [
        (
            task.verify_checksum.filter(|_| copies),
            Some("Checksums are verified after transfer"),
            Some("Checksums are not verified"),
        ),
        (
            task.encrypt_data.filter(|_| copies),
            Some("Data is encrypted in transit"),
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
            Some("Files with errors are skipped"),
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
        words.extend(word.map(Text::of));
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
    use crate::text::hostile;

    #[test]
    fn f31_nothing_of_an_event_is_shown_as_others_wrote_it() {
        for details in [json!(""), json!(r#"{"": ""}"#)] {
            let event = hostile::filled(json!({"code": "", "description": "", "details": details}));
            let event: TaskEvent = serde_json::from_value(event).expect("an event");
            hostile::assert_fit(&event_rows(&[event]), &[]);
        }
    }

    fn event(second: u32, code: &str, is_error: bool, details: &str) -> TaskEvent {
        serde_json::from_value(json!({
            "code": code, "description": code, "details": details, "is_error": is_error,
            "time": format!("2026-11-25T10:00:{second:02}+00:00"),
        }))
        .expect("an event")
    }

    #[test]
    fn the_same_error_again_and_again_is_one_row() {
        let rows = event_rows(&[
            event(3, "PERMISSION_DENIED", true, "why"),
            event(2, "PERMISSION_DENIED", true, "why"),
            event(1, "STARTED", false, "why"),
        ]);
        let shape: Vec<_> = rows.iter().map(|row| (&*row.code, row.times)).collect();
        assert_eq!(shape, [("PERMISSION_DENIED", 2), ("STARTED", 1)]);
        assert!(rows[0].first_time < rows[0].time);
    }

    #[test]
    fn each_file_of_a_row_stays_to_be_found() {
        let denied = |second, path: &str| {
            let details = format!("Error (transfer)\nFile: {path}\nMessage: permission denied\n");
            event(second, "PERMISSION_DENIED", true, &details)
        };
        let rows = event_rows(&[denied(3, "/c"), denied(2, "/b"), denied(1, "/a")]);
        let paths: Vec<_> = rows[0].each.iter().map(|one| one.path.as_deref()).collect();
        assert_eq!(paths, [Some("/c"), Some("/b"), Some("/a")]);
        assert!(
            rows[0].each[2]
                .details
                .as_deref()
                .is_some_and(|text| text.contains("File: /a"))
        );
        assert!(rows[0].each[0].time > rows[0].each[2].time);
        let many: Vec<_> = (0..500).map(|at| denied(at % 60, "/a")).collect();
        let rows = event_rows(&many);
        assert_eq!((rows[0].times, rows[0].each.len()), (500, EACH));
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
                "Checksums are not verified",
                "Data is encrypted in transit",
            ]
        );
    }
}
