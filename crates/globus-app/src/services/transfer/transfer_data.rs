//! What to transfer (`globus_sdk/services/transfer/data/transfer_data.py`).

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::documents::{FileType, SyncLevel};

/// What to transfer, and how. If a field is None, the service decides.
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
    /// The source collection.
    pub source_endpoint: Uuid,
    /// The destination collection.
    pub destination_endpoint: Uuid,
    /// The files and directories.
    #[serde(rename = "DATA")]
    pub items: Vec<TransferItem>,
    /// The task's label, with at most 128 characters and no line break.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// An id that makes the service accept the submission only once. Submitting fetches one if
    /// there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission_id: Option<Uuid>,
    /// Which files to transfer that already exist at the destination. None means all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sync_level: Option<SyncLevel>,
    /// Whether to compare the files' checksums afterwards, and to transfer them again until they
    /// match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verify_checksum: Option<bool>,
    /// Whether to keep the files' modification times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preserve_timestamp: Option<bool>,
    /// Whether to encrypt the data in transit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encrypt_data: Option<bool>,
    /// When to give up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// Whether to skip files that can't be read at the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_source_errors: Option<bool>,
    /// Whether to fail if a quota is exceeded, instead of waiting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on_quota_errors: Option<bool>,
    /// Whether to delete files in destination directories that don't exist at the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete_destination_extra: Option<bool>,
    /// Whether to send an e-mail if the task succeeds. The default is yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_succeeded: Option<bool>,
    /// Whether to send an e-mail if the task fails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_failed: Option<bool>,
    /// Whether to send an e-mail if the task needs the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_on_inactive: Option<bool>,
    /// The account at the source, if the user has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_local_user: Option<String>,
    /// The account at the destination, if the user has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination_local_user: Option<String>,
    /// Which items in directories to transfer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    filter_rules: Vec<FilterRule>,
    /// All other fields.
    #[serde(flatten)]
    pub additional_fields: Map<String, Value>,
}

/// What a filter rule does with matching items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FilterMethod {
    /// Transfer them.
    Include,
    /// Skip them.
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
    /// A transfer between these collections, with no items yet.
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

    /// Adds a rule for items in directories. The first rule that matches a name applies. Items that
    /// match no rule are transferred.
    ///
    /// In `name`, `*` stands for any text, `?` for one character, and `[]` for one of several.
    /// Without a `file_type`, the rule applies to both files and directories, the only types that
    /// Globus accepts here.
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

/// A file or directory to transfer.
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
    /// From one path to another. For a file, the destination is the path of the file, not of its
    /// directory.
    pub fn new(source_path: impl Into<String>, destination_path: impl Into<String>) -> Self {
        Self {
            source_path: source_path.into(),
            destination_path: destination_path.into(),
            recursive: None,
            external_checksum: None,
            checksum_algorithm: None,
        }
    }

    /// Whether it is a directory, to be transferred with everything in it. By default the service
    /// checks.
    #[must_use]
    pub fn recursive(mut self, recursive: bool) -> Self {
        self.recursive = Some(recursive);
        self
    }

    /// The file's expected checksum, checked before and after. It is an MD5 unless an algorithm is
    /// set.
    #[must_use]
    pub fn external_checksum(mut self, checksum: impl Into<String>) -> Self {
        self.external_checksum = Some(checksum.into());
        self
    }

    /// The algorithm for checksums.
    #[must_use]
    pub fn checksum_algorithm(mut self, algorithm: impl Into<String>) -> Self {
        self.checksum_algorithm = Some(algorithm.into());
        self
    }
}
