//! Files and directories on a collection.

use serde::Deserialize;
use uuid::Uuid;

use crate::services::document::{
    OtherFields, keeps_other_fields, lenient_time, null_as_default, other_id, word,
};

word!(
    /// What is at a path.
    FileType {
        /// A directory.
        Dir = "dir",
        /// A file.
        File = "file",
        /// A link to nothing.
        InvalidSymlink = "invalid_symlink",
        /// A character device.
        CharacterDevice = "chr",
        /// A block device.
        BlockDevice = "blk",
        /// A pipe.
        Pipe = "pipe",
        /// Something else.
        Other = "other",
    }
);

/// A directory's contents.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct FileList {
    /// The entries.
    #[serde(rename = "DATA")]
    pub files: Vec<File>,
    /// The requested path. None means the collection's default directory.
    pub path: Option<String>,
    /// The full path. None if the collection doesn't say.
    pub absolute_path: Option<String>,
    /// UUID of the collection.
    #[serde(default, deserialize_with = "other_id")]
    pub endpoint: Option<Uuid>,
    /// How many entries there are in all.
    pub total: Option<u64>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}

/// A file, directory or link.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct File {
    /// The name, without the directory.
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    /// What it is. For a link, what it points to.
    #[serde(rename = "type")]
    pub file_type: FileType,
    /// The size in bytes.
    pub size: Option<u64>,
    /// When its contents last changed.
    #[serde(default, deserialize_with = "lenient_time")]
    pub last_modified: Option<jiff::Timestamp>,
    /// The permissions in octal, such as `0755`.
    pub permissions: Option<String>,
    /// The owner's name on the collection's system.
    pub user: Option<String>,
    /// The group's name on the collection's system.
    pub group: Option<String>,
    /// What a link points to. None if it isn't a link.
    pub link_target: Option<String>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(FileList, File);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_date_has_a_space() {
        let file: File = serde_json::from_str(
            r#"{"name":"a","type":"socket","last_modified":"2021-01-15 01:45:50+00:00"}"#,
        )
        .expect("a file");
        assert_eq!(
            file.last_modified.map(|time| time.to_string()).as_deref(),
            Some("2021-01-15T01:45:50Z")
        );
        assert_eq!(file.file_type, FileType::Unknown("socket".into()));
    }
}
