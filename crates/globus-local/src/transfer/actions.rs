//! Transfer as Flows uses it for a person: whoever calls asked for the consents.

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Transfer, TransferError,
    collections::Collections,
    files::{list, make_directory},
    parameters::Parameters,
    submit::{Kind, Submitter, submit},
};
use crate::auth::Access;

impl Transfer {
    /// Submits the document of a `transfer` or of a `delete`, and gives the id of its task.
    pub(crate) fn submit(
        &self,
        access: &Access,
        kind: &str,
        document: Value,
        now: Timestamp,
    ) -> Result<Uuid, TransferError> {
        let kind = if kind == "delete" {
            Kind::Delete
        } else {
            Kind::Transfer
        };
        let submitter = Submitter { access, auth: None };
        let (task_id, _) = submit(&mut self.at(now), submitter, kind, document)?;
        Ok(task_id)
    }

    /// The document of a submitted task that is over.
    pub(crate) fn ended(&self, task_id: Uuid, now: Timestamp) -> Option<Value> {
        self.at(now).tasks.ended(task_id, now)
    }

    /// Cancels a submitted task, unless it is over.
    pub(crate) fn cancel(&self, task_id: Uuid, now: Timestamp) {
        self.at(now).tasks.cancel_job(task_id, now);
    }

    /// The document of a listing.
    pub(crate) fn ls(
        &self,
        collection: &str,
        path: &str,
        now: Timestamp,
    ) -> Result<Value, TransferError> {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("path", path)
            .finish();
        let collection = Collections::get(collection)?;
        list(&mut self.at(now), collection, &Parameters::parse(&query))
    }

    /// Makes a directory, and says so.
    pub(crate) fn mkdir(
        &self,
        collection: &str,
        path: &str,
        now: Timestamp,
    ) -> Result<Value, TransferError> {
        let collection = Collections::get(collection)?;
        make_directory(&mut self.at(now), collection, path)?;
        Ok(json!({
            "DATA_TYPE": "mkdir_result", "code": "DirectoryCreated",
            "message": "The directory was created successfully",
        }))
    }
}
