//! The tasks of Globus Transfer.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use crate::{
    problem::view::Problem,
    status::{Progress, Status},
    terms::TermInUse,
    text::Text,
};

/// Which tasks, by how they are doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TransferView {
    /// Every task.
    All,
    /// Under way.
    Active,
    /// Waiting for the person.
    NeedsYou,
    /// Ended well.
    Done,
    /// Ended badly, or canceled.
    Failed,
}

/// Which tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TransferQuery {
    /// By how they are doing.
    pub view: TransferView,
    /// In the label; empty for all.
    pub text: String,
    /// Rows wanted, from the first.
    pub limit: u32,
}

/// The first rows of the tasks, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TransferList {
    /// The rows.
    pub rows: Vec<TransferRow>,
    /// The terms in the text that narrowed them.
    pub terms: Vec<TermInUse>,
    /// How many match in all.
    pub total: u32,
    /// Whether there are more.
    pub more: bool,
    /// Milliseconds since 1970.
    pub fetched_at: u64,
}

/// A task in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TransferRow {
    /// Its UUID.
    pub id: String,
    /// What it does.
    pub kind: TaskKind,
    /// What the person called it.
    pub label: Option<Text>,
    /// The source collection's name.
    pub from: Text,
    /// The destination collection's name; none for deletions.
    pub to: Option<Text>,
    /// How it is doing.
    pub status: Status,
    /// How far it is, or how far it came; none if nothing was counted.
    pub progress: Option<Progress>,
    /// Bytes moved so far.
    pub bytes: u64,
    /// Bytes per second; only while it moves.
    pub rate: Option<u64>,
    /// Errors met so far.
    pub faults: u64,
    /// Milliseconds since 1970.
    pub requested_at: Option<u64>,
    /// Milliseconds since 1970.
    pub completed_at: Option<u64>,
    /// Milliseconds since 1970.
    pub deadline: Option<u64>,
}

/// What a task does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TaskKind {
    /// Copies.
    Transfer,
    /// Deletes.
    Delete,
    /// Something newer than this app.
    Other,
}

/// The list of tasks was read again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct TransfersRefreshed {
    /// Which list.
    pub query: TransferQuery,
    /// Its rows now.
    pub list: Option<TransferList>,
    /// Or why they could not be read.
    pub problem: Option<Problem>,
    /// The ids of rows that are in another state than when they were read before.
    pub changed: Vec<String>,
}
