//! What Transfer says to a change.

use crate::services::document::{OtherFields, keeps_other_fields};
use serde::Deserialize;

/// The answer to a change that was made.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct TransferResult {
    /// Such as `Canceled`, `Updated`, `DirectoryCreated` or `FileRenamed`.
    pub code: String,
    /// In words.
    pub message: String,
    /// What to name when asking Globus about it.
    pub request_id: Option<String>,
    /// The path that was called.
    pub resource: Option<String>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}

/// The answer to a submission.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct Submission {
    /// UUID of the task that was made.
    pub task_id: String,
    /// `Accepted`, or `Duplicate`: this submission was accepted before, as the same task.
    pub code: String,
    /// In words.
    pub message: String,
    /// The id that the submission came with.
    pub submission_id: Option<String>,
    /// What to name when asking Globus about it.
    pub request_id: Option<String>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(TransferResult, Submission);

/// An id for a submission to come.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::services::transfer) struct SubmissionId {
    pub(in crate::services::transfer) value: uuid::Uuid,
}
