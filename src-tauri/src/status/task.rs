//! How a transfer or deletion is doing, honestly.

use globus_app::{Task, TaskStatus, TaskType};

use super::{Progress, Status, StatusKey};
use crate::text::line;

/// Whether it is under way, or waits.
pub fn is_live(task: &Task) -> bool {
    matches!(task.status, TaskStatus::Active | TaskStatus::Inactive)
}

/// ACTIVE is not "fine": it may be meeting errors, paused or queued. A canceled task ends as
/// FAILED. A word that is new to us is shown as it is.
pub fn status(task: &Task) -> Status {
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

/// How far it is, in pieces of work.
pub fn progress(task: &Task) -> Progress {
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
