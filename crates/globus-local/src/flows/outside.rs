//! What runs ask of the other services.

use jiff::Timestamp;
use serde_json::Value;

use super::action::Outcome;
use crate::{auth::Access, server::Globus, transfer};

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
        transfer::needs_data_access(collection)
    }

    fn submit(
        &self,
        access: Option<&Access>,
        kind: &str,
        document: &Value,
    ) -> Result<String, String> {
        let access = access.ok_or("the run has nobody to work for")?;
        let task_id = self
            .transfer
            .submit(access, kind, document.clone(), self.clock.now());
        task_id.map(|id| id.to_string()).map_err(|e| e.to_string())
    }

    fn ended(&self, task_id: &str) -> Option<(Timestamp, Outcome)> {
        let id = task_id.parse().ok()?;
        let details = self.transfer.ended(id, self.clock.now())?;
        let time = details["completion_time"].as_str()?.parse().ok()?;
        let is_success = details["status"] == "SUCCEEDED";
        let outcome = Outcome {
            is_success,
            details,
        };
        Some((time, outcome))
    }

    fn cancel(&self, task_id: &str) {
        if let Ok(id) = task_id.parse() {
            self.transfer.cancel(id, self.clock.now());
        }
    }

    fn ls(&self, _: Option<&Access>, collection: &str, path: &str) -> Result<Value, String> {
        let listing = self.transfer.ls(collection, path, self.clock.now());
        listing.map_err(|error| error.to_string())
    }

    fn mkdir(&self, _: Option<&Access>, collection: &str, path: &str) -> Result<Value, String> {
        let made = self.transfer.mkdir(collection, path, self.clock.now());
        made.map_err(|error| error.to_string())
    }
}
