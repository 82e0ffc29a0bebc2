//! A task of Globus Transfer, whole.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use super::view::TransferRow;
use crate::{
    problem::view::{Detail, Problem},
    text::{Literal, Page, Text},
};

/// A task, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TransferDetail {
    /// As in the list.
    pub row: TransferRow,
    /// "Retrying – permission denied."; until when, the window says in its own time zone.
    pub sentence: Text,
    /// Whether the person may cancel it, and it can be.
    pub can_cancel: bool,
    /// Whether it stopped until you allow something.
    pub can_resume: bool,
    /// The source collection.
    pub from_id: Option<String>,
    /// The destination collection.
    pub to_id: Option<String>,
    /// Files found, moved, unchanged and left out, as facts.
    pub counts: Vec<Detail>,
    /// Bytes per second over all.
    pub rate_overall: Option<u64>,
    /// Who paused it, and their message.
    pub pauses: Vec<PauseMessage>,
    /// Why it is slow, stopped or failed.
    pub reason: Option<Page>,
    /// The last thing that went wrong.
    pub last_fault: Option<TaskEventRow>,
    /// What it was told: "Only what changed (by checksum)", "Integrity checked afterwards".
    pub options: Vec<Text>,
    /// Files left out because of errors.
    pub skipped: u64,
    /// Whether the service has thrown its events and files away.
    pub history_deleted: bool,
    /// Ids, owner, times, subtasks.
    pub details: Vec<Detail>,
    /// Milliseconds since 1970.
    pub fetched_at: u64,
}

/// A collection's administrator holds a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PauseMessage {
    /// The collection.
    pub collection: Text,
    /// What they say.
    pub message: Page,
}

/// The task that is on the screen was read again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct TransferRefreshed {
    /// Its UUID.
    pub id: String,
    /// As it is now.
    pub transfer: Option<TransferDetail>,
    /// Or why it could not be read.
    pub problem: Option<Problem>,
    /// Its id, if it is in another state than when it was read before.
    pub changed: Vec<String>,
}

/// What happened to a task, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskEvents {
    /// The events; the same one after the other is one row.
    pub rows: Vec<TaskEventRow>,
    /// Whether there are more.
    pub more: bool,
}

/// One thing that happened, maybe many times over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskEventRow {
    /// Milliseconds since 1970, of the last time.
    pub time: Option<u64>,
    /// Milliseconds since 1970, of the first time.
    pub first_time: Option<u64>,
    /// How often.
    pub times: u32,
    /// `STARTED`, `PERMISSION_DENIED`, …
    pub code: Text,
    /// The same in words.
    pub description: Text,
    /// Whether it is an error.
    pub error: bool,
    /// Each time, newest first; at most 100 of them.
    pub each: Vec<EventTime>,
}

/// One of the times that something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EventTime {
    /// Milliseconds since 1970.
    pub time: Option<u64>,
    /// The file that it was about, if it says so.
    pub path: Option<Literal>,
    /// More, laid out if it is JSON.
    pub details: Option<Page>,
}

/// Files that a task left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SkippedFiles {
    /// The files.
    pub rows: Vec<SkippedFile>,
    /// Whether there are more.
    pub more: bool,
}

/// A file that a task left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SkippedFile {
    /// Where it is; none if the person has no role on that side.
    pub path: Option<Literal>,
    /// `PERMISSION_DENIED`, …
    pub code: Text,
    /// Why.
    pub reason: Page,
}

/// Files that a task copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CopiedFiles {
    /// The files.
    pub rows: Vec<CopiedFile>,
    /// Whether there are more.
    pub more: bool,
}

/// A file that a task copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CopiedFile {
    /// Where it was; none if the person has no role on that side.
    pub from: Option<Literal>,
    /// Where it is.
    pub to: Option<Literal>,
    /// In bytes.
    pub size: Option<u64>,
    /// "sha256: …".
    pub checksum: Option<Literal>,
}
