//! What to delete (`globus_sdk/services/transfer/data/delete_data.py`).

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

/// What to delete, and how. If a field is None, the service decides.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "DATA_TYPE", rename = "delete")]
pub struct DeleteData {
    /// The collection.
    pub endpoint: Uuid,
    /// The files, directories and links. Links are never followed.
    #[serde(rename = "DATA")]
    pub items: Vec<DeleteItem>,
    /// The task's label, with at most 128 characters and no line break.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// An id that makes the service accept the submission only once. Submitting fetches one if
    /// there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission_id: Option<Uuid>,
    /// Whether to delete directories with everything in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recursive: Option<bool>,
    /// Whether to ignore paths that don't exist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignore_missing: Option<bool>,
    /// Whether `*`, `?` and `[]` in the last part of a path are wildcards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpret_globs: Option<bool>,
    /// When to give up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// Whether to send an e-mail if the task succeeds. The default is yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_succeeded: Option<bool>,
    /// Whether to send an e-mail if the task fails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_failed: Option<bool>,
    /// Whether to send an e-mail if the task needs the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_inactive: Option<bool>,
    /// The account on the collection, if the user has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_user: Option<String>,
    /// All other fields.
    #[serde(flatten)]
    pub additional_fields: Map<String, Value>,
}

/// A file, directory or link to delete.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "DATA_TYPE", rename = "delete_item")]
pub struct DeleteItem {
    /// Its path.
    pub path: String,
}

impl DeleteData {
    /// A deletion on this collection, with no items yet.
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
