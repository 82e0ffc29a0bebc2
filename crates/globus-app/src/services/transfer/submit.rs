//! Submissions. Each has an id that makes the service accept it only once, so that it can be sent
//! again if the answer is lost.

use serde_json::json;
use uuid::Uuid;

use super::{
    client::{TransferClient, VERSION},
    delete_data::DeleteData,
    documents::{Submission, SubmissionId},
    transfer_data::TransferData,
};
use crate::app::Error;

impl TransferClient {
    /// Gets a new submission id (`GET /v0.10/submission_id`).
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_submission_id(&self) -> Result<Uuid, Error> {
        let path = format!("{VERSION}/submission_id");
        let id: SubmissionId = self.service.get(&path, &[]).await?;
        Ok(id.value)
    }

    /// Submits a transfer (`POST /v0.10/transfer`).
    ///
    /// If `data` has no `submission_id`, one is fetched and stored there. Submitting the same
    /// `data` again never creates a second task, whatever happened to the first call.
    ///
    /// # Errors
    /// [`Error::Api`] with a [`Gare`](crate::Gare) if a collection needs a consent or a new login,
    /// with status 400 if `data` is invalid, 403 if the user may not use a collection, or any other
    /// [`Error`]. After a network error, submit the same `data` again.
    pub async fn submit_transfer(&self, data: &mut TransferData) -> Result<Submission, Error> {
        if data.submission_id.is_none() {
            data.submission_id = Some(self.get_submission_id().await?);
        }
        let path = format!("{VERSION}/transfer");
        self.service.post_idempotent(&path, json!(data)).await
    }

    /// Submits a deletion (`POST /v0.10/delete`). Like [`TransferClient::submit_transfer`], it
    /// never creates a second task.
    ///
    /// # Errors
    /// Those of [`TransferClient::submit_transfer`].
    pub async fn submit_delete(&self, data: &mut DeleteData) -> Result<Submission, Error> {
        if data.submission_id.is_none() {
            data.submission_id = Some(self.get_submission_id().await?);
        }
        let path = format!("{VERSION}/delete");
        self.service.post_idempotent(&path, json!(data)).await
    }
}
