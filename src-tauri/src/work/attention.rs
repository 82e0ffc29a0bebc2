//! What needs you and what is under way, for the badge, tray and notifications.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{place::Place, status::Status, text::Text};

/// What is known about the current account's work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Attention {
    /// Runs, and the questions that they ask.
    pub runs: Known,
    /// Transfers and deletions.
    pub transfers: Known,
    /// Required permissions that are missing.
    pub permissions: Known,
    /// Whether Globus can't be reached.
    pub offline: bool,
    /// When anything was last read, in milliseconds since 1970.
    pub checked_at: Option<u64>,
}

/// What is known about one kind of work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Known {
    /// What needs you, newest first.
    pub needs_you: Vec<Item>,
    /// What is under way and doesn't need you, newest first.
    pub active: Vec<Item>,
    /// When this was last read, in milliseconds since 1970. None before the first time.
    pub read_at: Option<u64>,
    /// Why later reads failed: "Globus Flows could not be reached."
    pub problem: Option<Text>,
}

/// A run, a transfer or missing permissions, in one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// The place to open.
    pub place: Place,
    /// Its title.
    pub title: Text,
    /// Its status.
    pub status: Status,
    /// "312 of 1,204 files".
    pub progress: Option<Text>,
    /// When it started, in milliseconds since 1970.
    pub since: Option<u64>,
}

impl Attention {
    /// Everything that needs you: missing permissions first, then the newest.
    pub fn needs_you(&self) -> Vec<&Item> {
        let work = self.runs.needs_you.iter().chain(&self.transfers.needs_you);
        let permissions = self.permissions.needs_you.iter();
        permissions.chain(newest_first(work)).collect()
    }

    /// Everything under way that doesn't need you, newest first.
    pub fn active(&self) -> Vec<&Item> {
        newest_first(self.runs.active.iter().chain(&self.transfers.active))
    }
}

fn newest_first<'a>(items: impl Iterator<Item = &'a Item>) -> Vec<&'a Item> {
    let mut items: Vec<_> = items.collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.since));
    items
}

/// What is known has changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
pub struct AttentionChanged(pub Attention);
