//! Which files a task moved, and which it left out.

use serde::Deserialize;

use crate::services::{
    document::{OtherFields, keeps_other_fields, lenient_time, null_as_default},
    paging::{Page, Query, marker},
};

/// A page of files that were moved.
#[derive(Clone, Debug, Deserialize)]
pub struct SuccessfulTransferPage {
    /// The files.
    #[serde(rename = "DATA")]
    pub transfers: Vec<SuccessfulTransfer>,
    /// Where the next page begins; none at the end.
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

/// A file that a task moved.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct SuccessfulTransfer {
    /// Where it was.
    pub source_path: String,
    /// Where it is now; none for deletions.
    pub destination_path: Option<String>,
    /// In bytes.
    pub size: Option<u64>,
    /// What was computed of its contents, if it was.
    pub checksum: Option<String>,
    /// How.
    pub checksum_algorithm: Option<String>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}

/// A page of what was left out.
#[derive(Clone, Debug, Deserialize)]
pub struct SkippedErrorPage {
    /// What was left out.
    #[serde(rename = "DATA")]
    pub errors: Vec<SkippedError>,
    /// Where the next page begins; none at the end.
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

/// A file or directory that a task left out, because it was told to pass over errors.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct SkippedError {
    /// Such as `FILE_NOT_FOUND` or `PERMISSION_DENIED`.
    pub error_code: String,
    /// In words.
    #[serde(default, deserialize_with = "null_as_default")]
    pub error_details: String,
    /// When it was met.
    #[serde(default, deserialize_with = "lenient_time")]
    pub error_time: Option<jiff::Timestamp>,
    /// What could not be read.
    pub source_path: Option<String>,
    /// Where it would have gone.
    pub destination_path: Option<String>,
    /// Whether it is a directory, left out with all that is in it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub is_directory: bool,
    /// Every field that is not named above.
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
