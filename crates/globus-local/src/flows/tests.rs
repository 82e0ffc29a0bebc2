//! What the unit tests of Flows share.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    access::Caller,
    action::{Outcome, Outside},
};
use crate::auth::{Access, people::ADA};

/// The user of this Globus, with a token for everything.
pub(super) fn caller() -> Caller {
    Caller::new(Access::of_tests(ADA.primary().id))
}

/// Neither Transfer nor consents: every task succeeds at once, and every collection is open.
#[derive(Debug)]
pub(super) struct Nowhere;

impl Outside for Nowhere {
    fn has_consent(&self, _: &Access, _: &[&str]) -> bool {
        false
    }

    fn needs_data_access(&self, collection: &str) -> bool {
        collection == "mapped"
    }

    fn submit(&self, _: Option<&Access>, kind: &str, document: &Value) -> Result<String, String> {
        if document["label"] == "refuse" {
            return Err("EndpointNotFound".to_owned());
        }
        Ok(kind.to_owned())
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

    fn cancel(&self, _: &str) {}

    fn ls(&self, _: Option<&Access>, _: &str, path: &str) -> Result<Value, String> {
        Ok(json!({ "path": path, "DATA": [] }))
    }

    fn mkdir(&self, _: Option<&Access>, _: &str, _: &str) -> Result<Value, String> {
        Ok(json!({ "code": "DirectoryCreated" }))
    }
}
