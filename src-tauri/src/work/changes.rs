//! Finds what changed between two reads, of a list on the screen or of all work.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use tokio::time::Instant;
use uuid::Uuid;

use super::attention::Item;
use crate::status::StatusKey;

/// The status of each row by its ID.
pub(super) type States = BTreeMap<String, StatusKey>;

/// The IDs of the rows whose status changed.
pub(super) fn changed(before: &States, after: &States) -> Vec<String> {
    let is_changed = |(id, state): &(&String, &StatusKey)| {
        before.get(*id).is_some_and(|before| before != *state)
    };
    let changed = after.iter().filter(is_changed);
    changed.map(|(id, _)| id.clone()).collect()
}

/// How long something may keep retrying before it counts as stuck.
const STUCK: Duration = Duration::from_secs(15 * 60);

/// Something unfinished.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Live {
    pub(super) item: Item,
    pub(super) needs_you: bool,
    /// Whether it notifies you when its status changes.
    pub(super) is_yours: bool,
    /// The flow or collections that it uses.
    pub(super) uses: Vec<Uuid>,
}

/// Something that was unfinished at the last check and has ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ended {
    pub(super) item: Item,
    pub(super) is_yours: bool,
    /// How long it took.
    pub(super) took: Duration,
}

/// What one check of a kind of work found.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// What is unfinished, by ID.
    pub(super) live: BTreeMap<String, Live>,
    /// What was unfinished at the last check and has ended.
    pub(super) ended: Vec<Ended>,
    /// The IDs of items that are no longer in the list but couldn't be read. They keep their last
    /// status.
    pub(super) unread: BTreeSet<String>,
}

/// What was unfinished at the last check.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    live: BTreeMap<String, Live>,
    /// Whether there was a check yet. The first one reports no changes.
    has_seen: bool,
    /// Since when each item has been retrying. None once that was reported.
    retrying: BTreeMap<String, Option<Instant>>,
}

/// A status change of something that is yours.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    pub(super) item: Item,
    pub(super) became: Became,
}

/// The kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Became {
    /// It needs you now.
    NeedsYou,
    /// It failed.
    Failed,
    /// It has been retrying for [`STUCK`].
    Stuck,
    /// It succeeded, after this time.
    Done(Duration),
}

impl Memory {
    pub(super) fn live(&self) -> &BTreeMap<String, Live> {
        &self.live
    }

    /// Whether another read found the same.
    pub(super) fn agrees(&self, states: &States) -> bool {
        states.iter().all(|(id, state)| {
            let known = self.live.get(id).map(|live| live.item.status.key);
            match state.is_live() {
                Some(true) => known == Some(*state),
                Some(false) => known.is_none(),
                None => true,
            }
        })
    }

    /// Stores what a check found, and returns each change once.
    pub(super) fn take(&mut self, mut seen: Seen, now: Instant) -> Vec<Change> {
        for id in &seen.unread {
            if let Some(live) = self.live.remove(id) {
                seen.live.entry(id.clone()).or_insert(live);
            }
        }
        let mut changes = self.stuck(&seen.live, now);
        for (id, live) in &seen.live {
            let needed_you = self.live.get(id).is_some_and(|before| before.needs_you);
            if self.has_seen && live.is_yours && live.needs_you && !needed_you {
                changes.push(Change::of(&live.item, Became::NeedsYou));
            }
        }
        for ended in seen.ended.iter().filter(|ended| ended.is_yours) {
            match ended.item.status.key {
                StatusKey::Failed => changes.push(Change::of(&ended.item, Became::Failed)),
                StatusKey::Done | StatusKey::DoneGaps => {
                    changes.push(Change::of(&ended.item, Became::Done(ended.took)));
                }
                _ => {}
            }
        }
        self.live = seen.live;
        self.has_seen = true;
        changes
    }

    /// Returns what is stuck, each item once.
    fn stuck(&mut self, live: &BTreeMap<String, Live>, now: Instant) -> Vec<Change> {
        let retries = |live: &Live| live.item.status.key == StatusKey::Retrying;
        self.retrying
            .retain(|id, _| live.get(id).is_some_and(retries));
        let mut changes = Vec::new();
        for (id, live) in live.iter().filter(|(_, live)| retries(live)) {
            let since = self.retrying.entry(id.clone()).or_insert(Some(now));
            if since.is_some_and(|since| now.duration_since(since) >= STUCK) {
                *since = None;
                changes.push(Change::of(&live.item, Became::Stuck));
            }
        }
        changes
    }
}

impl Change {
    fn of(item: &Item, became: Became) -> Self {
        Self {
            item: item.clone(),
            became,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    use crate::{place::Place, status::Status};

    pub(in crate::work) fn item(id: &str, key: StatusKey) -> Item {
        Item {
            place: Place::Run { id: id.to_owned() },
            title: id.into(),
            status: Status {
                key,
                word: format!("{key:?}").into(),
            },
            progress: None,
            since: Some(0),
        }
    }

    pub(in crate::work) fn live(id: &str, key: StatusKey) -> (String, Live) {
        let live = Live {
            item: item(id, key),
            needs_you: key == StatusKey::NeedsYou,
            is_yours: true,
            uses: Vec::new(),
        };
        (id.to_owned(), live)
    }

    fn seen(items: &[(&str, StatusKey)], ended: &[(&str, StatusKey)]) -> Seen {
        Seen {
            live: items.iter().map(|(id, key)| live(id, *key)).collect(),
            ended: ended
                .iter()
                .map(|(id, key)| Ended {
                    item: item(id, *key),
                    is_yours: true,
                    took: Duration::from_secs(7),
                })
                .collect(),
            unread: BTreeSet::new(),
        }
    }

    impl Memory {
        fn see(&mut self, seen: Seen) -> Vec<Change> {
            self.take(seen, Instant::now())
        }
    }

    fn kinds(changes: &[Change]) -> Vec<(&str, &'static str)> {
        let word = |became| match became {
            Became::NeedsYou => "needs you",
            Became::Failed => "failed",
            Became::Stuck => "stuck",
            Became::Done(_) => "done",
        };
        changes
            .iter()
            .map(|change| (&*change.item.title, word(change.became)))
            .collect()
    }

    #[test]
    fn the_first_look_is_no_news_and_each_change_is_told_once() {
        use StatusKey::{Active, Done, Failed, NeedsYou};
        let mut memory = Memory::default();
        assert!(
            memory
                .see(seen(&[("old", NeedsYou), ("a", Active)], &[]))
                .is_empty()
        );
        let stopped = seen(&[("old", NeedsYou), ("a", NeedsYou), ("b", NeedsYou)], &[]);
        assert_eq!(
            kinds(&memory.see(stopped.clone())),
            [("a", "needs you"), ("b", "needs you")]
        );
        assert!(memory.see(stopped).is_empty());
        let ended = seen(&[("old", NeedsYou)], &[("a", Done), ("b", Failed)]);
        assert_eq!(kinds(&memory.see(ended)), [("a", "done"), ("b", "failed")]);
        assert!(memory.see(seen(&[("old", NeedsYou)], &[])).is_empty());
    }

    #[test]
    fn what_could_not_be_asked_for_is_as_it_was_and_told_later() {
        use StatusKey::{Active, Done};
        let mut memory = Memory::default();
        memory.see(seen(&[("a", Active)], &[]));
        let unread = Seen {
            unread: BTreeSet::from(["a".to_owned()]),
            ..Seen::default()
        };
        assert!(memory.see(unread).is_empty());
        assert!(memory.live().contains_key("a"));
        assert_eq!(
            kinds(&memory.see(seen(&[], &[("a", Done)]))),
            [("a", "done")]
        );
        assert!(memory.live().is_empty());
    }

    #[test]
    fn what_belongs_to_others_is_counted_and_not_told() {
        use StatusKey::{Active, NeedsYou};
        let mut memory = Memory::default();
        memory.see(seen(&[("a", Active)], &[]));
        let mut stopped = seen(&[("a", NeedsYou)], &[]);
        for live in stopped.live.values_mut() {
            live.is_yours = false;
        }
        assert!(memory.see(stopped).is_empty());
        assert!(memory.live()["a"].needs_you);
    }

    #[test]
    fn what_is_tried_again_for_long_is_told_once() {
        use StatusKey::{Active, Retrying};
        let (mut memory, start) = (Memory::default(), Instant::now());
        let mut at = |minutes: u64, key| {
            let now = start + Duration::from_secs(minutes * 60);
            kinds(&memory.take(seen(&[("a", key)], &[]), now)).len()
        };
        assert_eq!(at(0, Retrying), 0);
        assert_eq!(at(14, Retrying), 0);
        assert_eq!(at(15, Retrying), 1);
        assert_eq!(at(40, Retrying), 0, "told already");
        assert_eq!(at(41, Active), 0);
        assert_eq!(at(42, Retrying), 0);
        assert_eq!(at(57, Retrying), 1, "it began anew");
    }

    #[test]
    fn only_changes_of_state_of_known_rows_are_changes() {
        use StatusKey::{Active, Done};
        let states = |states: &[(&str, StatusKey)]| -> States {
            let states = states.iter();
            states.map(|(id, key)| ((*id).to_owned(), *key)).collect()
        };
        let before = states(&[("a", Active), ("b", Active), ("gone", Active)]);
        let after = states(&[("new", Active), ("a", Active), ("b", Done)]);
        assert_eq!(changed(&before, &after), ["b"]);
        assert_eq!(changed(&states(&[]), &after), [""; 0]);
    }

    #[test]
    fn a_list_that_says_something_else_is_noticed() {
        use StatusKey::{Active, Done, NeedsYou, Unknown};
        let mut memory = Memory::default();
        memory.see(seen(&[("a", Active)], &[]));
        let agrees = |id: &str, key| memory.agrees(&States::from([(id.to_owned(), key)]));
        assert!(agrees("a", Active) && agrees("old", Done) && agrees("odd", Unknown));
        assert!(!agrees("a", NeedsYou), "it needs you meanwhile");
        assert!(!agrees("a", Done), "it ended meanwhile");
        assert!(!agrees("new", Active), "it began meanwhile");
    }
}
