//! What runs ask of the other services.

use jiff::Timestamp;
use serde_json::Value;

use super::outcome::Outcome;
use crate::auth::Access;

/// Globus Auth and Globus Transfer, as a run uses them.
pub(in crate::flows) trait Outside {
    /// Whether the user that `access` stands for has consented to the scopes of `path`, each a
    /// dependent scope of the one before.
    fn has_consent(&self, access: &Access, path: &[&str]) -> bool;
    /// Whether the collection's data needs a consent of its own.
    fn needs_data_access(&self, collection: &str) -> bool;
    /// Submits a `transfer` or a `delete`. Returns the task's id, or why it was refused.
    fn submit(
        &self,
        access: Option<&Access>,
        kind: &str,
        document: &Value,
    ) -> Result<String, String>;
    /// When and how a task ended, if it has.
    fn ended(&self, task_id: &str) -> Option<(Timestamp, Outcome)>;
    fn cancel(&self, task_id: &str);
    fn ls(&self, access: Option<&Access>, collection: &str, path: &str) -> Result<Value, String>;
    fn mkdir(&self, access: Option<&Access>, collection: &str, path: &str)
    -> Result<Value, String>;
}
