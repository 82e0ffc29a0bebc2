//! One kind of work, as it is followed: what is known of it, and when it is looked at again.

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

/// Between two looks because a list says something else: a service that contradicts itself is not
/// asked all the time.
const CONTRADICTED: Duration = Duration::from_secs(15);

/// One kind of work.
#[derive(Debug)]
pub(super) struct Follow {
    memory: Memory,
    /// What the window, the tray and the impact list read.
    known: Known,
    is_reached: Option<bool>,
    pace: Pace,
    next: Instant,
    /// When the look under way, or the last one, began.
    began: Option<Instant>,
    is_looking: bool,
    /// Something happened that the look under way may not have seen.
    again: bool,
}

impl Follow {
    /// Nothing is known yet, and it is to be looked at now.
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

    /// When it is looked at next; none while it is looked at.
    pub(super) fn due(&self) -> Option<Instant> {
        (!self.is_looking).then_some(self.next)
    }

    /// Whether what is known is as new as was wished.
    pub(super) fn is_settled(&self, now: Instant) -> bool {
        self.due().is_some_and(|due| due > now)
    }

    /// It is to be looked at as soon as possible.
    pub(super) fn look_now(&mut self, now: Instant) {
        self.next = now;
        self.again = self.is_looking;
    }

    /// You did something: it may take a moment until it shows.
    pub(super) fn look_while_it_settles(&mut self, now: Instant) {
        self.pace.settle();
        self.look_now(now);
    }

    /// A list was read meanwhile: if it tells something else, or could be read at all while this
    /// could not, what is known is old.
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

    /// Takes over what a look saw; what it could not read stays as it was.
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
                    self.known.problem = Some(STILL_ASKED.to_owned());
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

/// What is said while it is not known how something ended.
const STILL_ASKED: &str = "Globus didn't say how some of it ended.";

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
