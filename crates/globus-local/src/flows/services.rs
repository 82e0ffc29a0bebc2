//! The services that runs reach.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::action::{Outcome, Outside};
use crate::{
    auth::{Access, Auth},
    transfer::{self, Transfer},
};

/// Auth and Transfer of the same local Globus.
#[derive(Debug)]
pub(super) struct Services {
    pub(super) auth: Arc<Auth>,
    pub(super) transfer: Arc<Transfer>,
}

impl Outside for Services {
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
        let access = access.ok_or("no login stands behind this run")?;
        let task_id = self.transfer.submit(access, kind, document.clone());
        task_id.map(|id| id.to_string()).map_err(|e| e.to_string())
    }

    fn ended(&self, task_id: &str) -> Option<(Timestamp, Outcome)> {
        let id = task_id.parse().ok()?;
        let details = self.transfer.ended(id)?;
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
            self.transfer.cancel(id);
        }
    }

    fn ls(&self, _: Option<&Access>, collection: &str, path: &str) -> Result<Value, String> {
        let listing = self.transfer.ls(collection, path);
        listing.map_err(|error| error.to_string())
    }

    fn mkdir(&self, _: Option<&Access>, collection: &str, path: &str) -> Result<Value, String> {
        let made = self.transfer.mkdir(collection, path);
        made.map_err(|error| error.to_string())
    }
}
