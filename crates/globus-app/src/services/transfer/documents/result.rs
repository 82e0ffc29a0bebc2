//! Transfer's answers to changes.

use serde::Deserialize;
use uuid::Uuid;

use crate::services::document::{OtherFields, keeps_other_fields, other_id};

/// The answer to a change.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct TransferResult {
    /// A code such as `Canceled`, `Updated`, `DirectoryCreated` or `FileRenamed`.
    pub code: String,
    /// The same in words.
    pub message: String,
    /// What to quote when asking Globus about it.
    pub request_id: Option<String>,
    /// The path of the request.
    pub resource: Option<String>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}

/// The answer to a submission.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct Submission {
    /// UUID of the new task.
    pub task_id: Uuid,
    /// `Accepted`, or `Duplicate` if the same submission was accepted earlier.
    pub code: String,
    /// The same in words.
    pub message: String,
    /// The id of the submission.
    #[serde(default, deserialize_with = "other_id")]
    pub submission_id: Option<Uuid>,
    /// What to quote when asking Globus about it.
    pub request_id: Option<String>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(TransferResult, Submission);

/// An id for a submission.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::services::transfer) struct SubmissionId {
    pub(in crate::services::transfer) value: Uuid,
}
