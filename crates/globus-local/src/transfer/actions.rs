//! Transfer as Flows uses it for a user. The caller has checked the consents.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Transfer, TransferError,
    collections::Collections,
    files::operations::{list, make_directory},
    parameters::Parameters,
    submit::{Kind, check::Submitter, submit},
};
use crate::auth::Access;

impl Transfer {
    /// Submits the document of a `transfer` or a `delete`, and returns the task's id.
    pub(crate) fn submit(
        &self,
        access: &Access,
        kind: &str,
        document: Value,
    ) -> Result<Uuid, TransferError> {
        let kind = if kind == "delete" {
            Kind::Delete
        } else {
            Kind::Transfer
        };
        let submitter = Submitter { access, auth: None };
        let (task_id, _) = submit(&mut self.now(), submitter, kind, document)?;
        Ok(task_id)
    }

    /// The document of a submitted task, if it has ended.
    pub(crate) fn ended(&self, task_id: Uuid) -> Option<Value> {
        let state = self.now();
        state.tasks.ended(task_id, state.now())
    }

    /// Cancels a submitted task, unless it has ended.
    pub(crate) fn cancel(&self, task_id: Uuid) {
        let mut state = self.now();
        let now = state.now();
        state.tasks.cancel_job(task_id, now);
    }

    /// Lists a directory, and returns the document of the listing.
    pub(crate) fn ls(&self, collection: &str, path: &str) -> Result<Value, TransferError> {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("path", path)
            .finish();
        let collection = Collections::get(collection)?;
        list(
            &mut self.now().files,
            collection,
            &Parameters::parse(&query),
        )
    }

    /// Makes a directory, and returns the result document.
    pub(crate) fn mkdir(&self, collection: &str, path: &str) -> Result<Value, TransferError> {
        let collection = Collections::get(collection)?;
        let mut state = self.now();
        let at = state.now();
        make_directory(&mut state.files, collection, path, at)?;
        Ok(json!({
            "DATA_TYPE": "mkdir_result", "code": "DirectoryCreated",
            "message": "The directory was created successfully",
        }))
    }
}
