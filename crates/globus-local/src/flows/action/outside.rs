//! What runs ask of the other services.

use jiff::Timestamp;
use serde_json::Value;

use super::outcome::Outcome;
use crate::auth::Access;

/// Globus Auth and Globus Transfer, as a run of a flow uses them.
pub(in crate::flows) trait Outside {
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
