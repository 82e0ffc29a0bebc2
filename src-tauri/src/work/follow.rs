//! Tracks one kind of work: what is known and when to check again.

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use super::{
    attention::{Item, Known},
    changes::{Change, Live, Memory, States},
    look::Looked,
    pace::Pace,
};
use crate::{settings::view::Updates, time::millis};

/// The least time between two checks when a list contradicts what is known, so that a service that
/// contradicts itself isn't queried constantly.
const CONTRADICTED: Duration = Duration::from_secs(15);

/// One kind of work.
#[derive(Debug)]
pub(super) struct Follow {
    memory: Memory,
    /// What the window, the tray and the warning about removed consents use.
    known: Known,
    is_reached: Option<bool>,
    pace: Pace,
    next: Instant,
    /// When the current or last check began.
    began: Option<Instant>,
    is_looking: bool,
    /// Whether something happened that the current check may have missed.
    again: bool,
}

impl Follow {
    /// Starts with nothing known and a check due now.
    pub(super) fn new(now: Instant) -> Self {
        Self {
            memory: Memory::default(),
            known: Known::default(),
            is_reached: None,
            pace: Pace::default(),
            next: now,
            began: None,
            is_looking: false,
            again: false,
        }
    }

    pub(super) fn known(&self) -> &Known {
        &self.known
    }

    pub(super) fn memory(&self) -> &Memory {
        &self.memory
    }

    pub(super) fn is_reached(&self) -> Option<bool> {
        self.is_reached
    }

    /// When the next check is due. None during a check.
    pub(super) fn due(&self) -> Option<Instant> {
        (!self.is_looking).then_some(self.next)
    }

    /// Whether no check is running or due.
    pub(super) fn is_settled(&self, now: Instant) -> bool {
        self.due().is_some_and(|due| due > now)
    }

    /// Makes a check due as soon as possible.
    pub(super) fn look_now(&mut self, now: Instant) {
        self.next = now;
        self.again = self.is_looking;
    }

    /// Checks now and again soon, because something you did may take a moment to show.
    pub(super) fn look_while_it_settles(&mut self, now: Instant) {
        self.pace.settle();
        self.look_now(now);
    }

    /// Compares with a list that was read meanwhile. If the list differs, or could be read when the
    /// last check failed, a new check is due soon.
    pub(super) fn compare(&mut self, states: &States, now: Instant) {
        if self.is_looking {
            return;
        }
        if self.known.problem.is_some() || !self.memory.agrees(states) {
            let soonest = self.began.map_or(now, |began| began + CONTRADICTED);
            self.next = self.next.min(soonest.max(now));
        }
    }

    pub(super) fn begin(&mut self, now: Instant) {
        self.is_looking = true;
        self.began = Some(now);
    }

    /// Stores what a check found. What it couldn't read stays as it was.
    pub(super) fn take(&mut self, looked: Looked, updates: Updates, now: Instant) -> Vec<Change> {
        self.is_looking = false;
        self.is_reached = looked.is_reached;
        self.pace.note(looked.outcome.is_ok());
        let changes = match looked.outcome {
            Ok(seen) => {
                let is_whole = seen.unread.is_empty();
                let changes = self.memory.take(seen, now);
                let read_at = self.known.read_at;
                self.known = known(&self.memory);
                if !is_whole {
                    self.known.read_at = read_at;
                    self.known.problem = Some(STILL_ASKED.into());
                }
                changes
            }
            Err(unread) => {
                self.known.problem = Some(unread.why);
                Vec::new()
            }
        };
        let is_under_way = !self.memory.live().is_empty();
        let wait = self.pace.interval(looked.kind, is_under_way, updates);
        self.next = if std::mem::take(&mut self.again) {
            now
        } else {
            now + wait
        };
        changes
    }
}

/// Shown while it is unknown how something ended.
const STILL_ASKED: &str = "Globus didn't say how some of this ended.";

fn known(memory: &Memory) -> Known {
    let of = |needs_you: bool| {
        let items = memory.live().values();
        let items = items.filter(|live: &&Live| live.needs_you == needs_you);
        let mut items: Vec<Item> = items.map(|live| live.item.clone()).collect();
        items.sort_by_key(|item| std::cmp::Reverse(item.since));
        items
    };
    Known {
        needs_you: of(true),
        active: of(false),
        read_at: Some(millis(Timestamp::now())),
        problem: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        status::StatusKey,
        work::{
            changes::{Seen, tests::live},
            kind::Kind,
            look::{Because, Unread},
        },
    };

    fn saw(items: &[(&str, StatusKey)]) -> Looked {
        let live = items.iter().map(|(id, key)| live(id, *key)).collect();
        Looked {
            kind: Kind::Runs,
            outcome: Ok(Seen {
                live,
                ..Seen::default()
            }),
            is_reached: Some(true),
        }
    }

    fn failed() -> Looked {
        let why = "Globus Flows refused the request.".into();
        Looked {
            kind: Kind::Runs,
            outcome: Err(Unread {
                why,
                because: Because::Other,
            }),
            is_reached: Some(true),
        }
    }

    impl Follow {
        fn look(&mut self, looked: Looked, now: Instant) {
            self.begin(now);
            self.take(looked, Updates::Normal, now);
        }

        fn waits(&self, now: Instant) -> Option<u64> {
            self.due().map(|due| due.duration_since(now).as_secs())
        }
    }

    #[test]
    fn what_could_not_be_read_stays_and_a_list_that_could_makes_it_look_again() {
        use StatusKey::{Active, NeedsYou};
        let start = Instant::now();
        let mut follow = Follow::new(start);
        follow.look(saw(&[("a", Active), ("b", NeedsYou)]), start);
        let before = follow.known().clone();
        assert_eq!((before.active.len(), before.needs_you.len()), (1, 1));
        assert_eq!(before.active[0].title, "a");
        follow.look(failed(), start);
        let why = follow.known().problem.clone();
        assert_eq!(why.as_deref(), Some("Globus Flows refused the request."));
        let after = Known {
            problem: None,
            ..follow.known().clone()
        };
        assert_eq!(after, before);
        assert_eq!(follow.waits(start), Some(120), "twice as long");
        follow.compare(&States::from([("a".to_owned(), Active)]), start);
        assert_eq!(follow.waits(start), Some(CONTRADICTED.as_secs()));
        follow.look(saw(&[("a", Active)]), start);
        assert_eq!(follow.known().problem, None);
    }

    #[test]
    fn a_list_that_says_something_else_makes_it_look_again_but_not_all_the_time() {
        use StatusKey::{Active, Done};
        let start = Instant::now();
        let mut follow = Follow::new(start);
        follow.look(saw(&[("a", Active)]), start);
        let states = |key| States::from([("a".to_owned(), key)]);
        follow.compare(&states(Active), start);
        assert_eq!(follow.waits(start), Some(60));
        follow.compare(&states(Done), start);
        assert_eq!(follow.waits(start), Some(CONTRADICTED.as_secs()));
        let later = start + CONTRADICTED * 2;
        follow.compare(&states(Done), later);
        assert!(!follow.is_settled(later));
    }

    #[test]
    fn what_was_asked_for_during_a_look_is_looked_at_after_it() {
        let start = Instant::now();
        let mut follow = Follow::new(start);
        follow.begin(start);
        assert_eq!(follow.due(), None);
        follow.look_while_it_settles(start);
        follow.take(saw(&[]), Updates::Normal, start);
        assert_eq!(follow.waits(start), Some(0));
        follow.look(saw(&[]), start);
        assert_eq!(follow.waits(start), Some(10), "it settles");
    }
}
