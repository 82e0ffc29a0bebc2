//! What needs the person, and what is under way: one stream for tray, notifications and window.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{place::Place, status::Status, text::Text};

/// What is known of the current account's work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Attention {
    /// What waits for the person, newest first.
    pub needs_you: Vec<Item>,
    /// What is under way, newest first.
    pub active: Vec<Item>,
    /// Runs under way.
    pub active_runs: u32,
    /// Transfers under way.
    pub active_transfers: u32,
    /// Whether a required permission is missing.
    pub missing_scope: bool,
    /// Whether Globus could not be reached at the last look.
    pub offline: bool,
    /// Milliseconds since 1970, of the last look that succeeded.
    pub checked_at: Option<u64>,
}

/// A run or a transfer, in a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Where it is shown.
    pub place: Place,
    /// What it is called.
    pub title: Text,
    /// How it is doing.
    pub status: Status,
    /// "312 of 1,204 files".
    pub progress: Option<Text>,
    /// Milliseconds since 1970.
    pub since: Option<u64>,
}

/// What is known changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
pub struct AttentionChanged(pub Attention);
