//! Submissions. Each carries an id of which the service takes only the first, so that one whose
//! answer was lost can be sent again.

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
    /// A new id for a submission (`GET /v0.10/submission_id`).
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_submission_id(&self) -> Result<Uuid, Error> {
        let path = format!("{VERSION}/submission_id");
        let id: SubmissionId = self.service.get(&path, &[]).await?;
        Ok(id.value)
    }

    /// Has files copied (`POST /v0.10/transfer`).
    ///
    /// Without a `submission_id`, one is asked for and put into `data`: submitting the same
    /// `data` again, whatever became of the first call, makes no second task.
    ///
    /// # Errors
    /// [`Error::Api`] with a [`Gare`](crate::Gare) if a collection needs a consent or a new login,
    /// with status 400 if `data` is invalid, 403 if you may not use a collection, or any other
    /// [`Error`]. After a network error, submit the same `data` again.
    pub async fn submit_transfer(&self, data: &mut TransferData) -> Result<Submission, Error> {
        if data.submission_id.is_none() {
            data.submission_id = Some(self.get_submission_id().await?);
        }
        let path = format!("{VERSION}/transfer");
        self.service.post_idempotent(&path, json!(data)).await
    }

    /// Has files deleted (`POST /v0.10/delete`), once, as with
    /// [`TransferClient::submit_transfer`].
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
