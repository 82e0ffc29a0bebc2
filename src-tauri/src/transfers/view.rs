//! The data behind the list of transfers.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{
    problem::view::Problem,
    status::{Progress, Status},
    terms::TermInUse,
    text::Text,
};

/// A tab of the list of transfers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TransferView {
    /// All tasks.
    All,
    /// Tasks under way.
    Active,
    /// Tasks that need you.
    NeedsYou,
    /// Tasks that succeeded.
    Done,
    /// Tasks that failed or were canceled.
    Failed,
}

/// A query for the list of transfers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TransferQuery {
    /// The tab.
    pub view: TransferView,
    /// Text to find in labels. Empty for all.
    pub text: String,
    /// The number of rows to return.
    pub limit: u32,
}

/// The first rows of the list, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TransferList {
    /// The rows.
    pub rows: Vec<TransferRow>,
    /// The filter terms that were applied.
    pub terms: Vec<TermInUse>,
    /// How many tasks match in all.
    pub total: u32,
    /// Whether there are more than shown.
    pub more: bool,
    /// When they were read, in milliseconds since 1970.
    pub fetched_at: u64,
}

/// A task in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TransferRow {
    /// Its UUID.
    pub id: String,
    /// A transfer or a deletion.
    pub kind: TaskKind,
    /// Its label.
    pub label: Option<Text>,
    /// The source collection's name.
    pub from: Text,
    /// The destination collection's name. None for deletions.
    pub to: Option<Text>,
    /// Its status.
    pub status: Status,
    /// Its progress so far. None if nothing was counted.
    pub progress: Option<Progress>,
    /// The bytes transferred so far.
    pub bytes: u64,
    /// The current rate in bytes per second, while it makes progress.
    pub rate: Option<u64>,
    /// How many errors occurred so far.
    pub faults: u64,
    /// When it was requested, in milliseconds since 1970.
    pub requested_at: Option<u64>,
    /// When it completed, in milliseconds since 1970.
    pub completed_at: Option<u64>,
    /// When Globus stops retrying, in milliseconds since 1970.
    pub deadline: Option<u64>,
}

/// The kind of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TaskKind {
    /// Copies files.
    Transfer,
    /// Deletes files.
    Delete,
    /// A kind that this version doesn't know.
    Other,
}

/// The list of transfers was refreshed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct TransfersRefreshed {
    /// The query of the list.
    pub query: TransferQuery,
    /// The new rows.
    pub list: Option<TransferList>,
    /// Why the rows can't be read, if they can't.
    pub problem: Option<Problem>,
    /// The IDs of rows whose status changed since the last read.
    pub changed: Vec<String>,
}
