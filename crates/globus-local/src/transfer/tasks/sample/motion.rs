//! How sample tasks move. Their documents depend only on the time; nothing runs in the background.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::case::Case;
use crate::transfer::time::format_time;

/// How many files are found before the first one is done, while folders are still being read.
const AHEAD: u64 = 12;

#[derive(Debug)]
pub(super) struct Motion {
    started: Timestamp,
    done: u64,
    total: u64,
    files_per_second: u64,
    /// `None` for a delete.
    bytes_per_file: Option<u64>,
    is_counting: bool,
}

impl Motion {
    /// The motion of a task; `None` if it does not move.
    pub(super) fn of(case: Case, now: Timestamp, done: u64, bytes_per_file: u64) -> Option<Self> {
        let (files_per_second, seconds, is_counting) = match case {
            Case::Moving {
                files_per_second,
                seconds,
                is_counting,
            } => (files_per_second, seconds, is_counting),
            Case::Deleting {
                files_per_second,
                seconds,
            } => (files_per_second, seconds, false),
            _ => return None,
        };
        Some(Self {
            started: now,
            done,
            total: done + files_per_second * seconds,
            files_per_second,
            bytes_per_file: (!case.is_delete()).then_some(bytes_per_file),
            is_counting,
        })
    }

    /// The motion from `done` files to `total` of a task that starts later.
    pub(super) fn later(now: Timestamp, done: u64, total: u64, bytes_per_file: u64) -> Self {
        Self {
            started: now,
            done,
            total,
            files_per_second: 3,
            bytes_per_file: Some(bytes_per_file),
            is_counting: false,
        }
    }

    /// The same motion, from `now` on.
    pub(super) fn starting(self, now: Timestamp) -> Self {
        Self {
            started: now,
            ..self
        }
    }

    /// The document of the task at `now`.
    pub(super) fn move_on(&self, document: &Value, now: Timestamp) -> Value {
        let mut document = document.clone();
        let elapsed = u64::try_from((now - self.started).as_secs()).unwrap_or(0);
        let later = |speed: u64| self.done.saturating_add(elapsed.saturating_mul(speed));
        let found = if self.is_counting {
            later(self.files_per_second + 2) + AHEAD
        } else {
            self.total
        };
        let found = found.min(self.total);
        let done = later(self.files_per_second).min(found);
        set_progress(&mut document, self, done, found);
        if done == self.total {
            document["status"] = "SUCCEEDED".into();
            document["nice_status"] = Value::Null;
            document["nice_status_short_description"] = Value::Null;
            document["completion_time"] = format_time(self.ends()).into();
        }
        document
    }

    fn ends(&self) -> Timestamp {
        let seconds = (self.total - self.done).div_ceil(self.files_per_second);
        self.started + SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(0))
    }
}

fn set_progress(document: &mut Value, motion: &Motion, done: u64, found: u64) {
    document["files"] = found.into();
    document["subtasks_total"] = found.into();
    document["subtasks_succeeded"] = done.into();
    document["subtasks_pending"] = (found - done).into();
    if let Some(bytes_per_file) = motion.bytes_per_file {
        document["files_transferred"] = done.into();
        document["bytes_transferred"] = (done * bytes_per_file).into();
        document["bytes_checksummed"] = (done * bytes_per_file).into();
        document["effective_bytes_per_second"] = (motion.files_per_second * bytes_per_file).into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::tasks::sample::{SampleTask, tasks::sample_tasks};

    fn at(task: &SampleTask, now: Timestamp) -> Value {
        task.document(now).into_owned()
    }

    #[test]
    fn active_tasks_move_and_end() {
        let start = Timestamp::now();
        let tasks = sample_tasks(42, start, 200);
        let moving: Vec<_> = tasks.iter().filter(|task| task.motion.is_some()).collect();
        assert!(moving.len() >= 4);
        let mut ends = Vec::new();
        for task in moving {
            let early = at(task, start + SignedDuration::from_secs(10));
            let later = at(task, start + SignedDuration::from_secs(60));
            let ended = at(task, start + SignedDuration::from_hours(48));
            let done = |document: &Value| document["subtasks_succeeded"].as_u64();
            assert!(done(&early) < done(&later), "{}", early["label"]);
            assert_eq!(early["status"], "ACTIVE");
            assert_eq!(ended["status"], "SUCCEEDED");
            assert_eq!(ended["subtasks_pending"], 0);
            ends.push(ended["completion_time"].to_string());
        }
        ends.sort();
        ends.dedup();
        assert!(ends.len() >= 4, "they do not end all at once: {ends:?}");
    }

    #[test]
    fn a_task_ends_at_the_second_it_says() {
        let start = Timestamp::now();
        let tasks = sample_tasks(42, start, 200);
        for task in &tasks {
            let Some(motion) = &task.motion else { continue };
            let second = SignedDuration::from_secs(1);
            assert_eq!(at(task, motion.ends() - second)["status"], "ACTIVE");
            assert_eq!(at(task, motion.ends())["status"], "SUCCEEDED");
        }
    }

    #[test]
    fn one_task_is_still_counting() {
        let start = Timestamp::now();
        let tasks = sample_tasks(42, start, 200);
        let total = |task: &SampleTask, seconds| {
            let now = start + SignedDuration::from_secs(seconds);
            at(task, now)["subtasks_total"].as_u64()
        };
        let grows = |task: &&SampleTask| total(task, 1) < total(task, 20);
        assert_eq!(tasks.iter().filter(grows).count(), 1);
    }

    #[test]
    fn a_clock_that_stands_before_the_start_changes_nothing() {
        let start = Timestamp::now();
        for task in sample_tasks(42, start, 200) {
            let before = at(&task, start - SignedDuration::from_hours(1));
            assert_eq!(before["status"], task.document["status"]);
        }
    }
}
