//! Formats JSON for reading.

use serde_json::Value;

use super::Page;

/// JSON with an indent of two spaces, cut if it is too long.
pub fn laid_out(value: &Value) -> Page {
    // A JSON value always serializes.
    Page::of(serde_json::to_string_pretty(value).unwrap_or_default())
}
