//! Collections and their folders.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Collections that were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CollectionList {
    /// The best first.
    pub rows: Vec<CollectionRow>,
    /// Whether there are more.
    pub more: bool,
}

/// A collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CollectionRow {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub owner: String,
    /// "Mapped collection", "Guest collection", "Personal collection".
    pub kind: String,
    /// Whether it holds protected data.
    pub high_assurance: bool,
    /// Whether it is connected, where that can be told.
    pub connected: Option<bool>,
    /// Whether using its data takes a permission of its own.
    pub data_access: DataAccess,
}

/// Whether using a collection's data takes a permission of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DataAccess {
    /// The collection has no such permission; it is never asked for.
    None,
    /// It has, and it was not given yet.
    Needed,
    /// It has, and it was given.
    Granted,
    /// It has; whether it was given cannot be told now.
    Unknown,
}

/// A folder of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Folder {
    /// The collection.
    pub collection: CollectionRow,
    /// The folder that is shown, absolute, as Transfer wrote it: to be asked for, and to be shown
    /// only without what poses as something else.
    pub path: String,
    /// Folders first.
    pub entries: Vec<FileRow>,
    /// Whether there are more than a screen can hold.
    pub more: bool,
    /// Milliseconds since 1970.
    pub fetched_at: u64,
}

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileRow {
    /// Its name, as it is shown.
    pub name: String,
    /// Its absolute path, as Transfer takes it; those of folders end with a slash.
    pub path: String,
    /// Whether it is a folder.
    pub folder: bool,
    /// "file", "folder", "link", or the service's own word.
    pub kind: String,
    /// In bytes; none for folders.
    pub size: Option<u64>,
    /// Milliseconds since 1970.
    pub modified_at: Option<u64>,
}
