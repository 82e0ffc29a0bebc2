//! What to copy (`globus_sdk/services/transfer/data/transfer_data.py`).

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::documents::{FileType, SyncLevel};

/// What to copy, and how. What is none is left to the service.
///
/// ```
/// use globus_app::{SyncLevel, TransferData, TransferItem};
/// # use uuid::Uuid;
/// # let (source, destination) = (Uuid::nil(), Uuid::max());
///
/// let mut data = TransferData::new(source, destination);
/// data.label = Some("nightly copy".into());
/// data.sync_level = Some(SyncLevel::Checksum);
/// data.add_item(TransferItem::new("/data/", "/backup/").recursive(true));
/// ```
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "DATA_TYPE", rename = "transfer")]
pub struct TransferData {
    /// The collection to copy from.
    pub source_endpoint: Uuid,
    /// The collection to copy to.
    pub destination_endpoint: Uuid,
    /// The files and directories.
    #[serde(rename = "DATA")]
    pub items: Vec<TransferItem>,
    /// What to call the task: at most 128 characters on one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Of which the service takes only the first submission; submitting fetches one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission_id: Option<Uuid>,
    /// Which files that are there already are copied all the same; none: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sync_level: Option<SyncLevel>,
    /// Whether files are compared after they were copied, and copied again until they match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verify_checksum: Option<bool>,
    /// Whether files keep their times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preserve_timestamp: Option<bool>,
    /// Whether data is encrypted on its way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encrypt_data: Option<bool>,
    /// When to give up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// Whether files that cannot be read are passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_source_errors: Option<bool>,
    /// Whether a full quota ends the task.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on_quota_errors: Option<bool>,
    /// Whether what is not at the source is deleted from directories at the destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete_destination_extra: Option<bool>,
    /// Whether the service writes an e-mail when the task succeeded; it does unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_succeeded: Option<bool>,
    /// Whether it writes one when the task failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_failed: Option<bool>,
    /// Whether it writes one when the task needs the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_inactive: Option<bool>,
    /// The account at the source, where the person has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_local_user: Option<String>,
    /// The account at the destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_local_user: Option<String>,
    /// Which items of directories are copied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    filter_rules: Vec<FilterRule>,
    /// Fields that are not named above.
    #[serde(flatten)]
    pub additional_fields: Map<String, Value>,
}

/// What a filter rule does with the items that match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FilterMethod {
    /// They are copied.
    Include,
    /// They are not.
    Exclude,
}

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "DATA_TYPE", rename = "filter_rule")]
struct FilterRule {
    method: FilterMethod,
    name: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    file_type: Option<FileType>,
}

impl TransferData {
    /// A copy from one collection to another, of nothing yet.
    pub fn new(source_endpoint: Uuid, destination_endpoint: Uuid) -> Self {
        Self {
            source_endpoint,
            destination_endpoint,
            items: Vec::new(),
            label: None,
            submission_id: None,
            sync_level: None,
            verify_checksum: None,
            preserve_timestamp: None,
            encrypt_data: None,
            deadline: None,
            skip_source_errors: None,
            fail_on_quota_errors: None,
            delete_destination_extra: None,
            notify_on_succeeded: None,
            notify_on_failed: None,
            notify_on_inactive: None,
            source_local_user: None,
            destination_local_user: None,
            filter_rules: Vec::new(),
            additional_fields: Map::new(),
        }
    }

    /// Adds a file or directory.
    pub fn add_item(&mut self, item: TransferItem) {
        self.items.push(item);
    }

    /// Adds a rule for what is in directories. Of the rules that match a name, the first holds;
    /// what none matches is copied.
    ///
    /// In `name`, `*` stands for any text, `?` for a character, `[]` for one of several. Without
    /// a `file_type` the rule holds for files and directories; Globus knows it for those two.
    pub fn add_filter_rule(
        &mut self,
        method: FilterMethod,
        name: impl Into<String>,
        file_type: Option<FileType>,
    ) {
        self.filter_rules.push(FilterRule {
            method,
            name: name.into(),
            file_type,
        });
    }
}

/// A file or directory to copy.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "DATA_TYPE", rename = "transfer_item")]
pub struct TransferItem {
    source_path: String,
    destination_path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    recursive: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_checksum: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checksum_algorithm: Option<String>,
}

impl TransferItem {
    /// From a path to a path; for a file, the destination is the file too, not its directory.
    pub fn new(source_path: impl Into<String>, destination_path: impl Into<String>) -> Self {
        Self {
            source_path: source_path.into(),
            destination_path: destination_path.into(),
            recursive: None,
            external_checksum: None,
            checksum_algorithm: None,
        }
    }

    /// Whether it is a directory, with all that is in it; the service looks unless told.
    #[must_use]
    pub fn recursive(mut self, recursive: bool) -> Self {
        self.recursive = Some(recursive);
        self
    }

    /// What the file's checksum must be, before and after. An MD5 unless an algorithm is named.
    #[must_use]
    pub fn external_checksum(mut self, checksum: impl Into<String>) -> Self {
        self.external_checksum = Some(checksum.into());
        self
    }

    /// How checksums are computed.
    #[must_use]
    pub fn checksum_algorithm(mut self, algorithm: impl Into<String>) -> Self {
        self.checksum_algorithm = Some(algorithm.into());
        self
    }
}
