//! How often to check for changes.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::kind::Kind;
use crate::settings::view::Updates;

/// Between two refreshes of a visible list.
pub(super) const LIST: Duration = Duration::from_secs(20);
/// Between two refreshes of an open run, transfer or flow.
pub(super) const DETAIL: Duration = Duration::from_secs(5);
/// Between two checks of what is under way.
const ACTIVE: Duration = Duration::from_secs(60);
/// Between two checks for work that was started elsewhere.
const IDLE: Duration = Duration::from_secs(300);
/// The time until the first check after you did something. Each further check waits twice as long,
/// because Globus takes a moment to act.
const SETTLING: Duration = Duration::from_secs(5);
/// The longest wait after failed checks.
const LONGEST: Duration = Duration::from_secs(1_800);
/// The longest time to sleep at once.
pub(super) const SLICE: Duration = Duration::from_secs(30);
/// How far the wall clock may get ahead of the steady clock before the computer must have slept.
const JUMP: Duration = Duration::from_secs(60);

/// How soon one kind of work is checked again.
#[derive(Clone, Debug, Default)]
pub(super) struct Pace {
    failures: u32,
    settling: Option<Duration>,
}

impl Pace {
    pub(super) fn note(&mut self, is_read: bool) {
        self.failures = if is_read { 0 } else { self.failures + 1 };
    }

    /// Checks again soon, because you did something that may show in a moment.
    pub(super) fn settle(&mut self) {
        self.settling = Some(SETTLING);
    }

    /// The time until the next check. Doubles after each failure.
    pub(super) fn interval(
        &mut self,
        kind: Kind,
        is_under_way: bool,
        updates: Updates,
    ) -> Duration {
        let wait = slowed(usual(kind, is_under_way), updates)
            .saturating_mul(1 << self.failures.min(5))
            .min(LONGEST);
        let settling = self.settling.filter(|soon| *soon < ACTIVE);
        self.settling = settling.map(|soon| soon * 2);
        settling.map_or(wait, |soon| wait.min(soon))
    }
}

fn usual(kind: Kind, is_under_way: bool) -> Duration {
    match kind {
        Kind::Runs | Kind::Transfers if is_under_way => ACTIVE,
        Kind::Runs | Kind::Transfers | Kind::Permissions => IDLE,
    }
}

/// The usual interval, or a longer one to save data.
pub(super) fn slowed(usual: Duration, updates: Updates) -> Duration {
    match updates {
        Updates::SaveData => usual * 3,
        Updates::Normal | Updates::OnlyWhenOpen => usual,
    }
}

/// Whether the computer slept since these two clocks were last read.
pub(super) fn has_slept(wall: SystemTime, steady: Instant) -> bool {
    let by_the_wall = SystemTime::now().duration_since(wall).unwrap_or_default();
    by_the_wall > steady.elapsed() + JUMP
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_under_way_is_looked_at_often_and_failures_slow_it_down() {
        let mut pace = Pace::default();
        let mut next = |is_under_way, updates, failures: &[bool]| {
            for failed in failures {
                pace.note(!failed);
            }
            pace.interval(Kind::Runs, is_under_way, updates)
        };
        assert_eq!(next(false, Updates::Normal, &[]), IDLE);
        assert_eq!(next(true, Updates::OnlyWhenOpen, &[]), ACTIVE);
        assert_eq!(next(true, Updates::SaveData, &[]), ACTIVE * 3);
        let twice = next(true, Updates::OnlyWhenOpen, &[true, true]);
        assert_eq!(twice, ACTIVE * 4);
        assert_eq!(next(false, Updates::Normal, &[true; 40]), LONGEST);
        assert_eq!(next(false, Updates::Normal, &[false]), IDLE);
    }

    #[test]
    fn what_you_did_is_looked_at_again_while_it_settles() {
        let mut pace = Pace::default();
        pace.settle();
        let seconds: Vec<_> = (0..6)
            .map(|_| pace.interval(Kind::Transfers, true, Updates::Normal))
            .map(|interval| interval.as_secs())
            .collect();
        assert_eq!(seconds, [5, 10, 20, 40, 60, 60]);
    }

    #[test]
    fn f39_a_sleep_is_noticed_and_a_moment_is_not() {
        let now = Instant::now();
        assert!(has_slept(
            SystemTime::now() - Duration::from_secs(3_600),
            now
        ));
        assert!(!has_slept(SystemTime::now(), now));
        assert!(!has_slept(
            SystemTime::now() + Duration::from_secs(3_600),
            now
        ));
    }
}
