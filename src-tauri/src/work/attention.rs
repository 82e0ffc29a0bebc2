//! What needs you, and what is under way: one stream for badge, tray and notifications.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{place::Place, status::Status};

/// What is known of the current account's work.
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
    /// Milliseconds since 1970: when anything was last read.
    pub checked_at: Option<u64>,
}

/// What is known of one kind of work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Known {
    /// What needs you, newest first.
    pub needs_you: Vec<Item>,
    /// What is under way and does not need you, newest first.
    pub active: Vec<Item>,
    /// Milliseconds since 1970: when this was last read. None before it was.
    pub read_at: Option<u64>,
    /// Why it could not be read since: "Globus Flows could not be reached."
    pub problem: Option<String>,
}

/// A run, a transfer, or what is missing, in a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Where it is shown.
    pub place: Place,
    /// What it is called.
    pub title: String,
    /// How it is doing.
    pub status: Status,
    /// "312 of 1,204 files".
    pub progress: Option<String>,
    /// Milliseconds since 1970.
    pub since: Option<u64>,
}

impl Attention {
    /// What needs you, of every kind: first what stops the rest, then the newest.
    pub fn needs_you(&self) -> Vec<&Item> {
        let work = self.runs.needs_you.iter().chain(&self.transfers.needs_you);
        let permissions = self.permissions.needs_you.iter();
        permissions.chain(newest_first(work)).collect()
    }

    /// What is under way and does not need you, newest first.
    pub fn active(&self) -> Vec<&Item> {
        newest_first(self.runs.active.iter().chain(&self.transfers.active))
    }
}

fn newest_first<'a>(items: impl Iterator<Item = &'a Item>) -> Vec<&'a Item> {
    let mut items: Vec<_> = items.collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.since));
    items
}

/// What is known changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
pub struct AttentionChanged(pub Attention);
