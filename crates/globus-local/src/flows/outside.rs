//! What runs ask of the other services.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::action::Outcome;
use crate::{auth::Access, server::Globus};

/// A mapped collection.
const MIDWAY: &str = "aa752cea-8222-5bc8-acd9-555b09000000";

/// Globus Auth and Globus Transfer, as a run of a flow uses them.
pub(super) trait Outside {
    /// Whether whoever `access` stands for consented to the scopes of `path`, each as a
    /// dependency of the one before it.
    fn has_consent(&self, access: &Access, path: &[&str]) -> bool;
    /// Whether data on the collection may be used only after a consent of its own.
    fn needs_data_access(&self, collection: &str) -> bool;
    /// Submits a `transfer` or a `delete` and gives the id of its task, or why it was refused.
    fn submit(
        &self,
        access: Option<&Access>,
        kind: &str,
        document: &Value,
    ) -> Result<String, String>;
    /// When and how a task ended, if it did.
    fn ended(&self, task_id: &str) -> Option<(Timestamp, Outcome)>;
    fn cancel(&self, task_id: &str);
    fn ls(&self, access: Option<&Access>, collection: &str, path: &str) -> Result<Value, String>;
    fn mkdir(&self, access: Option<&Access>, collection: &str, path: &str)
    -> Result<Value, String>;
}

impl Outside for Globus {
    fn has_consent(&self, access: &Access, path: &[&str]) -> bool {
        self.auth.has_consent(access, path)
    }

    fn needs_data_access(&self, collection: &str) -> bool {
        collection == MIDWAY
    }

    fn submit(
        &self,
        _access: Option<&Access>,
        _kind: &str,
        document: &Value,
    ) -> Result<String, String> {
        Ok(document["submission_id"]
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    fn ended(&self, task_id: &str) -> Option<(Timestamp, Outcome)> {
        let details = json!({ "task_id": task_id, "status": "SUCCEEDED" });
        Some((
            Timestamp::MIN,
            Outcome {
                is_success: true,
                details,
            },
        ))
    }

    fn cancel(&self, _task_id: &str) {}

    fn ls(&self, _: Option<&Access>, _: &str, path: &str) -> Result<Value, String> {
        Ok(json!({ "DATA_TYPE": "file_list", "path": path, "DATA": [] }))
    }

    fn mkdir(&self, _: Option<&Access>, _: &str, _: &str) -> Result<Value, String> {
        Ok(json!({ "DATA_TYPE": "mkdir_result", "code": "DirectoryCreated" }))
    }
}
