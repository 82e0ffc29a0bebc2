//! JSON, laid out for reading.

use serde_json::Value;

use super::page;

/// Two spaces for each level; what is too long is cut.
pub fn laid_out(value: &Value) -> String {
    // A value always has a text.
    page(&serde_json::to_string_pretty(value).unwrap_or_default())
}
