//! What changed since the last look.

use std::{collections::BTreeMap, time::Duration};

use tokio::time::Instant;

use super::{attention::Item, look::Looked};
use crate::{place::Place, status::StatusKey};

/// What has been tried again for so long gets nowhere by itself.
const STUCK: Duration = Duration::from_secs(15 * 60);

/// What was seen last, item by item.
#[derive(Debug, Default)]
pub(super) struct Known {
    items: BTreeMap<String, Item>,
    /// Nothing is news before something was seen.
    looked_at_runs: bool,
    looked_at_tasks: bool,
    /// Since when what gets nowhere was seen so; none once that was told.
    retrying: BTreeMap<String, Option<Instant>>,
}

/// An item whose state changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    pub(super) item: Item,
    pub(super) kind: Kind,
}

/// How it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It waits for the person now.
    NeedsYou,
    /// It failed.
    Failed,
    /// It has been tried again and again for [`STUCK`].
    Stuck,
    /// It ended well, after this time.
    Done(Duration),
}

impl Known {
    /// What was under way, or waited, at the last look.
    pub(super) fn live(&self) -> impl Iterator<Item = (&String, &Place)> {
        self.items.iter().map(|(key, item)| (key, &item.place))
    }

    /// Takes over what was seen; each change of state is told once.
    pub(super) fn take(&mut self, looked: &Looked, now: Instant) -> Vec<Change> {
        let mut changes = self.stuck(looked, now);
        for (key, item) in &looked.items {
            let before = self.items.get(key).map(|item| item.status.key);
            let was_looked_at = match item.place {
                Place::Run { .. } => self.looked_at_runs,
                _ => self.looked_at_tasks,
            };
            if item.status.key == StatusKey::NeedsYou
                && before != Some(StatusKey::NeedsYou)
                && was_looked_at
            {
                changes.push(change(item, Kind::NeedsYou));
            }
        }
        for (key, item) in &looked.ended {
            if !self.items.contains_key(key) {
                continue;
            }
            match item.status.key {
                StatusKey::Failed => changes.push(change(item, Kind::Failed)),
                StatusKey::Done | StatusKey::DoneGaps => {
                    changes.push(change(item, Kind::Done(took(item))));
                }
                _ => {}
            }
        }
        // What could not be read is as it was.
        self.items.retain(|key, item| {
            let was_read = match item.place {
                Place::Run { .. } => looked.runs_read,
                _ => looked.tasks_read,
            };
            !was_read || looked.items.contains_key(key)
        });
        self.items.extend(looked.items.clone());
        self.looked_at_runs |= looked.runs_read;
        self.looked_at_tasks |= looked.tasks_read;
        changes
    }

    /// What gets nowhere, each time once.
    fn stuck(&mut self, looked: &Looked, now: Instant) -> Vec<Change> {
        if looked.tasks_read {
            self.retrying
                .retain(|key, _| looked.items.get(key).is_some_and(retries));
        }
        let mut changes = Vec::new();
        for (key, item) in looked.items.iter().filter(|(_, item)| retries(item)) {
            let since = self.retrying.entry(key.clone()).or_insert(Some(now));
            if since.is_some_and(|since| now.duration_since(since) >= STUCK) {
                *since = None;
                changes.push(change(item, Kind::Stuck));
            }
        }
        changes
    }
}

fn retries(item: &Item) -> bool {
    item.status.key == StatusKey::Retrying
}

fn change(item: &Item, kind: Kind) -> Change {
    Change {
        item: item.clone(),
        kind,
    }
}

/// How long it took, as far as is known: until now.
fn took(item: &Item) -> Duration {
    let now = crate::time::millis(jiff::Timestamp::now());
    Duration::from_millis(item.since.map_or(0, |since| now.saturating_sub(since)))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    use crate::status::Status;

    pub(in crate::work) fn item(id: &str, key: StatusKey) -> (String, Item) {
        let item = Item {
            place: Place::Run { id: id.to_owned() },
            title: id.into(),
            status: Status {
                key,
                word: format!("{key:?}").into(),
            },
            progress: None,
            since: Some(0),
        };
        (format!("run {id}"), item)
    }

    fn seen(items: &[(&str, StatusKey)], ended: &[(&str, StatusKey)]) -> Looked {
        let all = |of: &[(&str, StatusKey)]| of.iter().map(|(id, key)| item(id, *key)).collect();
        Looked {
            items: all(items),
            ended: all(ended),
            runs_read: true,
            tasks_read: true,
            ..Looked::default()
        }
    }

    impl Known {
        fn see(&mut self, looked: &Looked) -> Vec<Change> {
            self.take(looked, Instant::now())
        }
    }

    fn kinds(changes: &[Change]) -> Vec<(&str, &'static str)> {
        let word = |kind| match kind {
            Kind::NeedsYou => "needs you",
            Kind::Failed => "failed",
            Kind::Stuck => "stuck",
            Kind::Done(_) => "done",
        };
        changes
            .iter()
            .map(|change| (&*change.item.title, word(change.kind)))
            .collect()
    }

    #[test]
    fn the_first_look_is_no_news_and_each_change_is_told_once() {
        use StatusKey::{Active, Done, Failed, NeedsYou};
        let mut known = Known::default();
        assert!(
            known
                .see(&seen(&[("old", NeedsYou), ("a", Active)], &[]))
                .is_empty()
        );
        let stopped = seen(&[("old", NeedsYou), ("a", NeedsYou), ("b", NeedsYou)], &[]);
        assert_eq!(
            kinds(&known.see(&stopped)),
            [("a", "needs you"), ("b", "needs you")]
        );
        assert!(known.see(&stopped).is_empty());
        let ended = seen(
            &[("old", NeedsYou)],
            &[("a", Done), ("b", Failed), ("x", Failed)],
        );
        assert_eq!(kinds(&known.see(&ended)), [("a", "done"), ("b", "failed")]);
        assert!(known.see(&seen(&[("old", NeedsYou)], &[])).is_empty());
    }

    #[test]
    fn what_could_not_be_read_is_as_it_was() {
        use StatusKey::{Active, NeedsYou};
        let mut known = Known::default();
        known.see(&seen(&[("a", Active)], &[]));
        known.see(&Looked {
            tasks_read: true,
            failed: true,
            ..Looked::default()
        });
        assert_eq!(known.live().count(), 1);
        let stopped = known.see(&seen(&[("a", NeedsYou)], &[]));
        assert_eq!(kinds(&stopped), [("a", "needs you")]);
    }

    #[test]
    fn what_is_tried_again_for_long_is_told_once() {
        use StatusKey::{Active, Retrying};
        let (mut known, start) = (Known::default(), Instant::now());
        let mut at = |minutes: u64, key| {
            let now = start + Duration::from_secs(minutes * 60);
            kinds(&known.take(&seen(&[("a", key)], &[]), now)).len()
        };
        assert_eq!(at(0, Retrying), 0);
        assert_eq!(at(14, Retrying), 0);
        assert_eq!(at(15, Retrying), 1);
        assert_eq!(at(40, Retrying), 0, "told already");
        assert_eq!(at(41, Active), 0);
        assert_eq!(at(42, Retrying), 0);
        assert_eq!(at(57, Retrying), 1, "it began anew");
    }
}
