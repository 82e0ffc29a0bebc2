//! The local Globus around its flows.

use std::sync::MutexGuard;

use jiff::Timestamp;
use serde_json::Value;

use super::Outside;
use crate::{
    auth::Access,
    flows::{State, action::Outcome},
    globus::Globus,
    transfer,
};

impl Globus {
    /// Flows, with every run as far as it came by now.
    pub(in crate::flows) fn flows_now(&self) -> MutexGuard<'_, State> {
        self.flows.state_at(self.clock.now(), self)
    }
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
