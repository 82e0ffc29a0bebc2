//! Tasks that move: a task's document is a function of the time.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::seed::{Motion, SeededTask};

/// The task's document as Globus would give it at `now`.
pub(super) fn at(task: &SeededTask, now: Timestamp) -> Value {
    let mut document = task.document.clone();
    let Some(motion) = &task.motion else {
        return document;
    };
    let elapsed = u64::try_from((now - motion.started).as_secs()).unwrap_or(0);
    let found = match motion.counting_per_second {
        Some(speed) => (motion.done + 12 + elapsed * speed).min(motion.total),
        None => motion.total,
    };
    let done = (motion.done + elapsed * motion.files_per_second).min(found);
    set_progress(&mut document, motion, done, found);
    if done == motion.total {
        let needed = (motion.total - motion.done).div_ceil(motion.files_per_second);
        let needed = SignedDuration::from_secs(i64::try_from(needed).unwrap_or(i64::MAX));
        document["status"] = "SUCCEEDED".into();
        document["nice_status"] = Value::Null;
        document["nice_status_short_description"] = Value::Null;
        document["completion_time"] = super::seed::format_time(motion.started + needed).into();
    }
    document
}

fn set_progress(document: &mut Value, motion: &Motion, done: u64, found: u64) {
    document["files"] = found.into();
    document["files_transferred"] = done.into();
    document["subtasks_total"] = found.into();
    document["subtasks_succeeded"] = done.into();
    document["subtasks_pending"] = json!(found - done);
    document["bytes_transferred"] = json!(done * motion.bytes_per_file);
    document["effective_bytes_per_second"] = json!(motion.files_per_second * motion.bytes_per_file);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::seed;

    #[test]
    fn active_tasks_move_and_end() {
        let start = Timestamp::now();
        let tasks = seed(start);
        let moving: Vec<_> = tasks.iter().filter(|task| task.motion.is_some()).collect();
        assert!(moving.len() >= 3);
        for task in moving {
            let early = at(task, start + SignedDuration::from_secs(10));
            let later = at(task, start + SignedDuration::from_secs(60));
            let ended = at(task, start + SignedDuration::from_hours(48));
            let done = |document: &Value| document["subtasks_succeeded"].as_u64();
            assert!(done(&early) < done(&later), "{}", early["label"]);
            assert_eq!(ended["status"], "SUCCEEDED");
            assert_eq!(ended["subtasks_pending"], 0);
        }
    }
}
