//! Bookmarks.

use serde::Deserialize;

use crate::services::document::{OtherFields, keeps_other_fields, null_as_default};

/// All of a user's bookmarks.
#[derive(Clone, Debug, Deserialize)]
pub struct BookmarkList {
    /// The bookmarks.
    #[serde(rename = "DATA")]
    pub bookmarks: Vec<Bookmark>,
}

/// A bookmark: a directory on a collection.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct Bookmark {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// UUID of the collection.
    pub endpoint_id: String,
    /// The directory.
    pub path: String,
    /// Whether it is pinned to the top.
    #[serde(default, deserialize_with = "null_as_default")]
    pub pinned: bool,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(Bookmark);
