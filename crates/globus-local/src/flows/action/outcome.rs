//! How an action ended.

use serde_json::Value;

/// How an action ended.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::flows) struct Outcome {
    pub(in crate::flows) is_success: bool,
    /// What the provider says.
    pub(in crate::flows) details: Value,
}
