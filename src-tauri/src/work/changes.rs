//! What changed between two readings: of a list on the screen, and of all that is followed.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use tokio::time::Instant;
use uuid::Uuid;

use super::attention::Item;
use crate::status::StatusKey;

/// How each of what was read is doing, by its UUID.
pub(super) type States = BTreeMap<String, StatusKey>;

/// The ids of those that are in another state than before.
pub(super) fn changed(before: &States, after: &States) -> Vec<String> {
    let is_changed = |(id, state): &(&String, &StatusKey)| {
        before.get(*id).is_some_and(|before| before != *state)
    };
    let changed = after.iter().filter(is_changed);
    changed.map(|(id, _)| id.clone()).collect()
}

/// What has been tried again for so long gets nowhere by itself.
const STUCK: Duration = Duration::from_secs(15 * 60);

/// Something that has not ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Live {
    pub(super) item: Item,
    pub(super) needs_you: bool,
    /// Whether you are told what becomes of it.
    pub(super) is_yours: bool,
    /// The flow, or the collections, that it has to do with.
    pub(super) uses: Vec<Uuid>,
}

/// Something that was live at the last look, and has ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ended {
    pub(super) item: Item,
    pub(super) is_yours: bool,
    /// How long it took.
    pub(super) took: Duration,
}

/// What a look at one kind saw.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// What has not ended, by id.
    pub(super) live: BTreeMap<String, Live>,
    /// What has ended of that which was live at the last look.
    pub(super) ended: Vec<Ended>,
    /// Ids of what is live no more, and could not be asked for: it is as it was.
    pub(super) unread: BTreeSet<String>,
}

/// What was live at the last look.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    live: BTreeMap<String, Live>,
    /// Nothing is news before something was seen.
    has_seen: bool,
    /// Since when what gets nowhere was seen so; none once that was told.
    retrying: BTreeMap<String, Option<Instant>>,
}

/// Something of yours whose state changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    pub(super) item: Item,
    pub(super) became: Became,
}

/// How it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Became {
    /// It needs you now.
    NeedsYou,
    /// It failed.
    Failed,
    /// It has been tried again and again for [`STUCK`].
    Stuck,
    /// It ended well, after this time.
    Done(Duration),
}

impl Memory {
    pub(super) fn live(&self) -> &BTreeMap<String, Live> {
        &self.live
    }

    /// Whether what was read elsewhere says the same.
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

    /// Takes over what was seen; each change of state is told once.
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

    /// What gets nowhere, each time once.
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
