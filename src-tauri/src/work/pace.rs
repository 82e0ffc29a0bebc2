//! How often to look.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::attention::Attention;
use crate::settings::view::Updates;

/// Between two readings of a visible list.
pub(super) const LIST: Duration = Duration::from_secs(20);
/// Between two readings of what is open.
pub(super) const DETAIL: Duration = Duration::from_secs(5);
/// Between two looks at what is under way.
const ACTIVE: Duration = Duration::from_secs(60);
/// Between two looks for work that was started elsewhere.
pub(super) const IDLE: Duration = Duration::from_secs(300);
/// The longest that a look is put off because the last ones failed.
const LONGEST: Duration = Duration::from_secs(1_800);
/// The longest sleep in one piece.
pub(super) const SLICE: Duration = Duration::from_secs(30);
/// The clock of the wall is ahead of the other by more than this after a sleep of the computer.
const JUMP: Duration = Duration::from_secs(60);

/// Twice as slow after each look that failed.
#[derive(Debug, Default)]
pub(super) struct Pace {
    failures: u32,
}

impl Pace {
    pub(super) fn note(&mut self, failed: bool) {
        self.failures = if failed { self.failures + 1 } else { 0 };
    }

    pub(super) fn interval(&self, attention: &Attention, updates: Updates) -> Duration {
        let base = if attention.active.is_empty() {
            IDLE
        } else {
            ACTIVE
        };
        slowed(base, updates)
            .saturating_mul(1 << self.failures.min(5))
            .min(LONGEST)
    }
}

/// What is usual, or longer to save data.
pub(super) fn slowed(usual: Duration, updates: Updates) -> Duration {
    match updates {
        Updates::SaveData => usual * 3,
        Updates::Normal | Updates::OnlyWhenOpen => usual,
    }
}

/// Whether the computer slept since these two clocks were read together.
pub(super) fn has_slept(wall: SystemTime, steady: Instant) -> bool {
    let by_the_wall = SystemTime::now().duration_since(wall).unwrap_or_default();
    by_the_wall > steady.elapsed() + JUMP
}

#[cfg(test)]
mod tests {
    use super::*;

    use super::super::attention::Item;
    use crate::{
        place::Place,
        status::{Status, StatusKey},
        text::Text,
    };

    #[test]
    fn what_is_under_way_is_looked_at_often_and_failures_slow_it_down() {
        let idle = Attention::default();
        let busy = Attention {
            active: vec![Item {
                place: Place::Runs,
                title: Text::default(),
                status: Status {
                    key: StatusKey::Active,
                    word: Text::default(),
                },
                progress: None,
                since: None,
            }],
            ..Attention::default()
        };
        let mut pace = Pace::default();
        assert_eq!(pace.interval(&idle, Updates::Normal), IDLE);
        assert_eq!(pace.interval(&busy, Updates::OnlyWhenOpen), ACTIVE);
        assert_eq!(pace.interval(&busy, Updates::SaveData), ACTIVE * 3);
        pace.note(true);
        pace.note(true);
        assert_eq!(pace.interval(&busy, Updates::OnlyWhenOpen), ACTIVE * 4);
        for _ in 0..40 {
            pace.note(true);
        }
        assert_eq!(pace.interval(&idle, Updates::Normal), LONGEST);
        pace.note(false);
        assert_eq!(pace.interval(&idle, Updates::Normal), IDLE);
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
