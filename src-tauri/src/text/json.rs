//! JSON, laid out for reading.

use serde_json::Value;

use super::Page;

/// Two spaces for each level; what is too long is cut.
pub fn laid_out(value: &Value) -> Page {
    // A value always has a text.
    Page::of(serde_json::to_string_pretty(value).unwrap_or_default())
}
