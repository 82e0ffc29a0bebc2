//! The data behind the collection screens.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::text::{Literal, Text};

/// The collections that a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CollectionList {
    /// The best matches first.
    pub rows: Vec<CollectionRow>,
    /// Whether there are more than shown.
    pub more: bool,
}

/// A collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CollectionRow {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The owner.
    pub owner: Text,
    /// "Mapped collection", "Guest collection", "Personal collection".
    pub kind: Text,
    /// Whether it is for protected data (high assurance).
    pub high_assurance: bool,
    /// Whether it is connected, if known.
    pub connected: Option<bool>,
    /// Whether access to its data needs a permission of its own.
    pub data_access: DataAccess,
}

/// Whether access to a collection's data needs a permission of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DataAccess {
    /// It needs none.
    None,
    /// It needs one that isn't granted yet.
    Needed,
    /// It needs one, and it is granted.
    Granted,
    /// It needs one, but whether it is granted can't be checked now.
    Unknown,
}

/// A folder of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Folder {
    /// The collection that contains it.
    pub collection: CollectionRow,
    /// The folder's absolute path exactly as Transfer returned it, for requests. It may contain
    /// misleading characters, so clean it before display.
    pub path: String,
    /// The entries, folders first.
    pub entries: Vec<FileRow>,
    /// Whether there are more entries than a screen can show.
    pub more: bool,
    /// When it was read, in milliseconds since 1970.
    pub fetched_at: u64,
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileRow {
    /// Its name.
    pub name: Literal,
    /// Its absolute path as Transfer expects it. Paths of folders end with a slash.
    pub path: String,
    /// Whether it is a folder.
    pub folder: bool,
    /// "file", "folder", "link", or the service's own term.
    pub kind: Text,
    /// Its size in bytes. None for folders.
    pub size: Option<u64>,
    /// When it was last changed, in milliseconds since 1970.
    pub modified_at: Option<u64>,
}
