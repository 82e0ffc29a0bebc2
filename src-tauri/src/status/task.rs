//! The status and progress of transfers and deletions.

use globus_app::{Task, TaskStatus, TaskType};
use jiff::Timestamp;

use super::{Progress, Status, StatusKey, totals::Totals};
use crate::text::Text;

/// Whether the task hasn't ended yet.
pub fn is_live(task: &Task) -> bool {
    matches!(task.status, TaskStatus::Active | TaskStatus::Inactive)
}

/// The status of a task. An ACTIVE task may be retrying, paused or queued, and canceled tasks are
/// reported as FAILED. An unknown status is shown as it is.
pub fn status(task: &Task) -> Status {
    let say = |key, word: &str| Status {
        key,
        word: Text::of(word),
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
        word: Text::of(word),
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

/// The progress in subtasks. None if nothing was counted. A percentage is shown only if the total
/// has settled.
pub fn progress(task: &Task, totals: &Totals) -> Option<Progress> {
    let holds = !is_live(task) || totals.hold(task.task_id, task.subtasks_total, Timestamp::now());
    progress_of(task, holds)
}

fn progress_of(task: &Task, holds: bool) -> Option<Progress> {
    if task.files == 0 && task.subtasks_total == 0 {
        return None;
    }
    let settled = task
        .subtasks_succeeded
        .saturating_add(task.subtasks_skipped_errors);
    Some(Progress {
        done: settled.min(task.subtasks_total),
        total: task.subtasks_total,
        counting: !holds || task.subtasks_total == 0,
        text: counted(task, holds).into(),
    })
}

/// The progress in files, as far as Transfer reports them.
fn counted(task: &Task, holds: bool) -> String {
    let (is_deletion, skipped) = (
        task.task_type == TaskType::Delete,
        task.subtasks_skipped_errors,
    );
    // A deletion transfers no files, and a transfer skips files that are up to date.
    let done = if is_deletion {
        task.subtasks_succeeded
    } else {
        task.files_transferred.saturating_add(task.files_skipped)
    };
    if task.status != TaskStatus::Succeeded {
        return match (holds, done <= task.files) {
            (false, _) => format!("{}, still counting", files(done)),
            (true, true) => format!("{} of {}", grouped(done), files(task.files)),
            (true, false) => files(done),
        };
    }
    let mut parts = vec![if is_deletion {
        format!("{} deleted", files(done))
    } else {
        format!("{} copied", files(task.files_transferred))
    }];
    if !is_deletion && task.files_skipped > 0 {
        parts.push(format!(
            "{} already up to date",
            grouped(task.files_skipped)
        ));
    }
    if skipped > 0 {
        parts.push(format!("{} skipped", grouped(skipped)));
    }
    parts.join(", ")
}

/// "1,204 files".
fn files(number: u64) -> String {
    let word = if number == 1 { "file" } else { "files" };
    format!("{} {word}", grouped(number))
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

    fn task(changes: &Value) -> Task {
        let mut document =
            json!({"task_id": uuid::Uuid::nil(), "type": "TRANSFER", "status": "ACTIVE"});
        for (name, value) in changes.as_object().expect("an object") {
            document[name] = value.clone();
        }
        serde_json::from_value(document).expect("a task")
    }

    /// A task of 1,204 files, of which this many have been transferred.
    fn moved(files_transferred: u64, more: &Value) -> Task {
        let mut document = json!({
            "files": 1_204, "files_transferred": files_transferred, "subtasks_total": 1_208,
            "subtasks_succeeded": files_transferred + 4,
        });
        for (name, value) in more.as_object().expect("an object") {
            document[name] = value.clone();
        }
        task(&document)
    }

    fn text(task: &Task, holds: bool) -> String {
        let progress = progress_of(task, holds).expect("counted");
        progress.text.to_string()
    }

    #[test]
    fn what_is_under_way_has_a_share_only_of_a_total_that_holds() {
        for status in [
            json!({}),
            json!({"nice_status": "Queued"}),
            json!({"nice_status": "PERMISSION_DENIED", "is_ok": false}),
            json!({"is_paused": true}),
            json!({"status": "INACTIVE"}),
        ] {
            let task = moved(312, &status);
            let held = progress_of(&task, true).expect("counted");
            assert_eq!((held.done, held.total, held.counting), (316, 1_208, false));
            assert_eq!(held.text, "312 of 1,204 files");
            let grows = progress_of(&task, false).expect("counted");
            assert!(grows.counting, "{status}");
            assert_eq!(grows.text, "312 files, still counting");
        }
    }

    #[test]
    fn a_growing_total_takes_the_share_back() {
        let totals = Totals::default();
        let at = |total: u64| {
            let task = moved(312, &json!({"subtasks_total": total}));
            progress(&task, &totals).expect("counted").counting
        };
        assert!(at(1_171) && at(1_171), "two looks at one moment are one");
        let ended = moved(1_204, &json!({"status": "SUCCEEDED"}));
        assert!(!progress(&ended, &totals).expect("counted").counting);
    }

    #[test]
    fn what_has_ended_says_what_was_counted() {
        for (more, expected) in [
            (json!({}), "1,204 files copied"),
            (json!({"files_transferred": 1}), "1 file copied"),
            (
                json!({"files_transferred": 1_104, "files_skipped": 88, "subtasks_skipped_errors": 12}),
                "1,104 files copied, 88 already up to date, 12 skipped",
            ),
            (
                json!({"files_transferred": 0, "files_skipped": 1_204}),
                "0 files copied, 1,204 already up to date",
            ),
        ] {
            let mut more = more;
            more["status"] = "SUCCEEDED".into();
            for holds in [true, false] {
                assert_eq!(text(&moved(1_204, &more), holds), expected);
            }
        }
        for code in ["CANCELED", "EXPIRED", "PERMISSION_DENIED"] {
            let failed = json!({"status": "FAILED", "fatal_error": {"code": code}});
            assert_eq!(
                text(&moved(312, &failed), true),
                "312 of 1,204 files",
                "{code}"
            );
        }
        assert_eq!(
            text(&moved(312, &json!({"status": "HIBERNATING"})), true),
            "312 of 1,204 files"
        );
    }

    #[test]
    fn a_deletion_moves_nothing() {
        let deletion = |status: &str| {
            task(&json!({
                "type": "DELETE", "status": status, "files": 400, "subtasks_total": 400,
                "subtasks_succeeded": 120, "files_transferred": 0,
            }))
        };
        assert_eq!(text(&deletion("ACTIVE"), true), "120 of 400 files");
        assert_eq!(
            text(&deletion("ACTIVE"), false),
            "120 files, still counting"
        );
        assert_eq!(text(&deletion("SUCCEEDED"), true), "120 files deleted");
        assert_eq!(text(&deletion("FAILED"), true), "120 of 400 files");
    }

    #[test]
    fn what_is_left_alone_or_skipped_is_settled_too() {
        let synced = moved(
            100,
            &json!({
                "files_skipped": 200, "subtasks_succeeded": 304, "subtasks_skipped_errors": 3,
            }),
        );
        let progress = progress_of(&synced, true).expect("counted");
        assert_eq!((progress.done, progress.total), (307, 1_208));
        assert_eq!(progress.text, "300 of 1,204 files");
    }

    #[test]
    fn odd_numbers_make_no_odd_share() {
        assert_eq!(
            progress_of(&task(&json!({})), true),
            None,
            "nothing was counted"
        );
        assert_eq!(
            progress_of(&task(&json!({"status": "SUCCEEDED"})), true),
            None
        );
        let files_alone = progress_of(&task(&json!({"files": 3})), true).expect("counted");
        assert!(files_alone.counting, "nothing to have a share of");
        let more_than_all = task(&json!({
            "files": 3, "files_transferred": 5, "subtasks_total": 4, "subtasks_succeeded": 9,
        }));
        let progress = progress_of(&more_than_all, true).expect("counted");
        assert_eq!((progress.done, progress.total), (4, 4));
        assert_eq!(progress.text, "5 files");
        let most =
            task(&json!({"files": u64::MAX, "files_transferred": u64::MAX, "files_skipped": 9}));
        assert!(progress_of(&most, true).is_some());
    }
}
