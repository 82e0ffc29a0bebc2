//! Decides whether a task's total has settled. Transfer never says that a number is final while it
//! counts the files in folders, so this compares it with earlier reads.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The least time between two reads to compare. Several parts of Meridian may read at the same
/// time.
const APART: SignedDuration = SignedDuration::from_secs(4);

/// The most tasks to remember, more than a list shows.
const MOST: usize = 4_000;

/// The totals seen at earlier reads of an account's tasks, shared by all readers.
#[derive(Clone, Debug, Default)]
pub struct Totals(Arc<Mutex<HashMap<Uuid, Seen>>>);

#[derive(Clone, Copy, Debug)]
struct Seen {
    total: u64,
    /// When this total was first seen.
    since: Timestamp,
}

impl Totals {
    /// Whether a task's total is the same as at an earlier read.
    pub fn hold(&self, task_id: Uuid, total: u64, now: Timestamp) -> bool {
        // Each change is complete in itself, so the map is valid even if the lock is poisoned.
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = seen.get(&task_id).filter(|before| before.total == total) {
            return now.duration_since(before.since) >= APART;
        }
        if seen.len() >= MOST {
            // All tasks are then treated as new.
            seen.clear();
        }
        seen.insert(task_id, Seen { total, since: now });
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_holds_once_two_looks_agree() {
        let (totals, start) = (Totals::default(), Timestamp::UNIX_EPOCH);
        let at = |seconds, total| {
            totals.hold(
                Uuid::from_u128(1),
                total,
                start + SignedDuration::from_secs(seconds),
            )
        };
        assert!(!at(0, 1_171), "nobody looked before");
        assert!(!at(1, 1_171), "another reader at the same time");
        assert!(!at(5, 1_356), "it grew");
        assert!(at(10, 1_356));
        assert!(at(15, 1_356));
        assert!(!at(20, 1_400), "it grew again");
        assert!(!at(22, 1_400));
        assert!(at(24, 1_400));
        assert!(
            !totals.hold(
                Uuid::from_u128(2),
                1_400,
                start + SignedDuration::from_secs(24)
            ),
            "another task"
        );
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let (totals, now) = (Totals::default(), Timestamp::UNIX_EPOCH);
        for id in 0..=MOST as u128 * 2 {
            totals.hold(Uuid::from_u128(id), 1, now);
        }
        assert!(totals.0.lock().expect("free").len() <= MOST);
    }
}
