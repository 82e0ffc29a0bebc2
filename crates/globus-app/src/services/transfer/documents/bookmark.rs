//! Bookmarks.

use serde::Deserialize;
use uuid::Uuid;

use crate::services::document::{OtherFields, documents, identified, null_as_default, own_id};

/// All of a user's bookmarks.
#[derive(Clone, Debug, Deserialize)]
pub struct BookmarkList {
    /// The bookmarks.
    #[serde(rename = "DATA", deserialize_with = "documents")]
    pub bookmarks: Vec<Bookmark>,
}

/// A bookmark: a directory on a collection.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct Bookmark {
    /// Its UUID.
    #[serde(deserialize_with = "own_id")]
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// UUID of the collection.
    #[serde(deserialize_with = "own_id")]
    pub endpoint_id: Uuid,
    /// The directory.
    pub path: String,
    /// Whether it is pinned to the top.
    #[serde(default, deserialize_with = "null_as_default")]
    pub pinned: bool,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
identified!(Bookmark by id, endpoint_id);
