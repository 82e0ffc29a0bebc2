//! The data behind the screen of one task.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use super::view::TransferRow;
use crate::{
    problem::view::{Detail, Problem},
    text::{Literal, Page, Text},
};

/// The details of a task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TransferDetail {
    /// The row that the list shows.
    pub row: TransferRow,
    /// The status: "Retrying – permission denied." The window adds the deadline in its own time
    /// zone.
    pub sentence: Text,
    /// Whether you can cancel it now.
    pub can_cancel: bool,
    /// Whether it is stopped until you allow something.
    pub can_resume: bool,
    /// The source collection's ID.
    pub from_id: Option<String>,
    /// The destination collection's ID.
    pub to_id: Option<String>,
    /// How many files were found, transferred, unchanged and skipped.
    pub counts: Vec<Detail>,
    /// The average rate in bytes per second.
    pub rate_overall: Option<u64>,
    /// Who paused it, with their messages.
    pub pauses: Vec<PauseMessage>,
    /// Why it is stuck, stopped or failed.
    pub reason: Option<Page>,
    /// The most recent error.
    pub last_fault: Option<TaskEventRow>,
    /// The transfer options: "Only what changed (by checksum)", "Checksums are verified after
    /// transfer".
    pub options: Vec<Text>,
    /// How many files were skipped because of errors.
    pub skipped: u64,
    /// Whether Globus has deleted its events and file lists.
    pub history_deleted: bool,
    /// IDs, owner, times and subtasks.
    pub details: Vec<Detail>,
    /// When it was read, in milliseconds since 1970.
    pub fetched_at: u64,
}

/// A message from a collection's administrator who paused the task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PauseMessage {
    /// The collection.
    pub collection: Text,
    /// Their message.
    pub message: Page,
}

/// The open task was refreshed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct TransferRefreshed {
    /// Its UUID.
    pub id: String,
    /// The new details.
    pub transfer: Option<TransferDetail>,
    /// Why it can't be read, if it can't.
    pub problem: Option<Problem>,
    /// Its ID, if its status changed since the last read.
    pub changed: Vec<String>,
}

/// The events of a task, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskEvents {
    /// The events. Repetitions in a row are combined into one.
    pub rows: Vec<TaskEventRow>,
    /// Whether there are more than shown.
    pub more: bool,
}

/// One event, or several equal ones in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskEventRow {
    /// When it last happened, in milliseconds since 1970.
    pub time: Option<u64>,
    /// When it first happened, in milliseconds since 1970.
    pub first_time: Option<u64>,
    /// How often it happened.
    pub times: u32,
    /// `STARTED`, `PERMISSION_DENIED`, …
    pub code: Text,
    /// The description in words.
    pub description: Text,
    /// Whether it is an error.
    pub error: bool,
    /// Each occurrence, newest first, 100 at most.
    pub each: Vec<EventTime>,
}

/// One occurrence of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EventTime {
    /// When it happened, in milliseconds since 1970.
    pub time: Option<u64>,
    /// The file it is about, if the event names one.
    pub path: Option<Literal>,
    /// Further details. JSON is formatted.
    pub details: Option<Page>,
}

/// Files that a task skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SkippedFiles {
    /// The files.
    pub rows: Vec<SkippedFile>,
    /// Whether there are more than shown.
    pub more: bool,
}

/// A file that a task skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SkippedFile {
    /// The path. None if you have no access to that collection.
    pub path: Option<Literal>,
    /// `PERMISSION_DENIED`, …
    pub code: Text,
    /// Why it was skipped.
    pub reason: Page,
}

/// Files that a task copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CopiedFiles {
    /// The files.
    pub rows: Vec<CopiedFile>,
    /// Whether there are more than shown.
    pub more: bool,
}

/// A file that a task copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CopiedFile {
    /// The source path. None if you have no access to that collection.
    pub from: Option<Literal>,
    /// The destination path.
    pub to: Option<Literal>,
    /// The size in bytes.
    pub size: Option<u64>,
    /// The checksum: "sha256: …".
    pub checksum: Option<Literal>,
}
