//! Places that a person comes back to.

use serde::Deserialize;

use crate::services::document::{OtherFields, keeps_other_fields, null_as_default};

/// A person's bookmarks, all of them.
#[derive(Clone, Debug, Deserialize)]
pub struct BookmarkList {
    /// The bookmarks.
    #[serde(rename = "DATA")]
    pub bookmarks: Vec<Bookmark>,
}

/// A place on a collection.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct Bookmark {
    /// Its UUID.
    pub id: String,
    /// What the person called it.
    pub name: String,
    /// UUID of the collection.
    pub endpoint_id: String,
    /// The directory.
    pub path: String,
    /// Whether it stands at the top.
    #[serde(default, deserialize_with = "null_as_default")]
    pub pinned: bool,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(Bookmark);
