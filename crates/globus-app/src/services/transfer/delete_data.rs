//! What to delete (`globus_sdk/services/transfer/data/delete_data.py`).

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

/// What to delete, and how. What is none is left to the service.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "DATA_TYPE", rename = "delete")]
pub struct DeleteData {
    /// The collection.
    pub endpoint: Uuid,
    /// The files, directories and links; links are never followed.
    #[serde(rename = "DATA")]
    pub items: Vec<DeleteItem>,
    /// What to call the task: at most 128 characters on one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Of which the service takes only the first submission; submitting fetches one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission_id: Option<Uuid>,
    /// Whether directories are deleted with all that is in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recursive: Option<bool>,
    /// Whether what is not there is no error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignore_missing: Option<bool>,
    /// Whether `*`, `?` and `[]` in the last part of a path are patterns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpret_globs: Option<bool>,
    /// When to give up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// Whether the service writes an e-mail when the task succeeded; it does unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_succeeded: Option<bool>,
    /// Whether it writes one when the task failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_failed: Option<bool>,
    /// Whether it writes one when the task needs the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_inactive: Option<bool>,
    /// The account on the collection, where the person has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_user: Option<String>,
    /// Fields that are not named above.
    #[serde(flatten)]
    pub additional_fields: Map<String, Value>,
}

/// A file, directory or link to delete.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "DATA_TYPE", rename = "delete_item")]
pub struct DeleteItem {
    /// Where it is.
    pub path: String,
}

impl DeleteData {
    /// A deletion on a collection, of nothing yet.
    pub fn new(endpoint: Uuid) -> Self {
        Self {
            endpoint,
            items: Vec::new(),
            label: None,
            submission_id: None,
            recursive: None,
            ignore_missing: None,
            interpret_globs: None,
            deadline: None,
            notify_on_succeeded: None,
            notify_on_failed: None,
            notify_on_inactive: None,
            local_user: None,
            additional_fields: Map::new(),
        }
    }

    /// Adds a file, directory or link.
    pub fn add_item(&mut self, path: impl Into<String>) {
        self.items.push(DeleteItem { path: path.into() });
    }
}
