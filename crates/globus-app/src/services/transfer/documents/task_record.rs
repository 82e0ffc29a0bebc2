//! The files that a task transferred or skipped.

use serde::Deserialize;

use crate::services::{
    document::{OtherFields, keeps_other_fields, lenient_time, null_as_default},
    paging::{Page, Query, marker},
};

/// A page of transferred files.
#[derive(Clone, Debug, Deserialize)]
pub struct SuccessfulTransferPage {
    /// The files.
    #[serde(rename = "DATA")]
    pub transfers: Vec<SuccessfulTransfer>,
    /// Where the next page starts. None on the last page.
    #[serde(default, deserialize_with = "marker")]
    pub next_marker: Option<String>,
}

impl Page for SuccessfulTransferPage {
    type Item = SuccessfulTransfer;

    fn next(&self, query: &Query) -> Option<Query> {
        query.at_marker(self.next_marker.as_deref())
    }

    fn into_items(self) -> Vec<SuccessfulTransfer> {
        self.transfers
    }
}

/// A file that a task transferred.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct SuccessfulTransfer {
    /// The path at the source.
    pub source_path: String,
    /// The path at the destination. None for deletions.
    pub destination_path: Option<String>,
    /// The size in bytes.
    pub size: Option<u64>,
    /// The checksum of its contents, if it was computed.
    pub checksum: Option<String>,
    /// The algorithm of the checksum.
    pub checksum_algorithm: Option<String>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}

/// A page of skipped files.
#[derive(Clone, Debug, Deserialize)]
pub struct SkippedErrorPage {
    /// The skipped files.
    #[serde(rename = "DATA")]
    pub errors: Vec<SkippedError>,
    /// Where the next page starts. None on the last page.
    #[serde(default, deserialize_with = "marker")]
    pub next_marker: Option<String>,
}

impl Page for SkippedErrorPage {
    type Item = SkippedError;

    fn next(&self, query: &Query) -> Option<Query> {
        query.at_marker(self.next_marker.as_deref())
    }

    fn into_items(self) -> Vec<SkippedError> {
        self.errors
    }
}

/// A file or directory that a task skipped, because it was told to skip errors.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct SkippedError {
    /// A code such as `FILE_NOT_FOUND` or `PERMISSION_DENIED`.
    pub error_code: String,
    /// The same in words.
    #[serde(default, deserialize_with = "null_as_default")]
    pub error_details: String,
    /// When the error occurred.
    #[serde(default, deserialize_with = "lenient_time")]
    pub error_time: Option<jiff::Timestamp>,
    /// The path at the source.
    pub source_path: Option<String>,
    /// The path at the destination.
    pub destination_path: Option<String>,
    /// Whether it is a directory, skipped with everything in it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub is_directory: bool,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(SuccessfulTransfer, SkippedError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_marker_is_the_end() {
        let page: SkippedErrorPage =
            serde_json::from_str(r#"{"DATA":[{"error_code":"E"}]}"#).expect("a page");
        assert_eq!(page.next(&Query::default()), None);
        let page: SuccessfulTransferPage =
            serde_json::from_str(r#"{"DATA":[],"next_marker":80}"#).expect("a page");
        let next = page.next(&Query::default()).expect("there is more");
        assert_eq!(next.get("marker"), Some("80"));
    }
}
