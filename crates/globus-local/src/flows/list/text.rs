//! Texts as filters and `orderby` compare them.

use serde_json::Value;

/// The texts between commas, without empty ones.
pub(in crate::flows) fn comma_list(text: &str) -> Vec<String> {
    let items = text
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty());
    items.map(str::to_owned).collect()
}

/// A field of a document in lower case.
pub(in crate::flows) fn text(document: &Value, field: &str) -> String {
    match &document[field] {
        Value::String(text) => text.to_lowercase(),
        Value::Null => String::new(),
        other => other.to_string().to_lowercase(),
    }
}
