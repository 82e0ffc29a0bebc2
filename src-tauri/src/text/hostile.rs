//! Hostile texts, for tests of how they are displayed.

use serde::Serialize;
use serde_json::Value;

/// A text that imitates another, has invisible characters, colors a terminal and continues on the
/// next line.
pub const TEXT: &str = "a\u{202e}b\u{200b}c\u{3164}d\u{1b}[31me\u{e0061}f";

/// The document with such a text in each of its empty strings.
pub fn filled(mut document: Value) -> Value {
    fn fill(value: &mut Value) {
        match value {
            Value::String(text) if text.is_empty() => TEXT.clone_into(text),
            Value::Array(items) => items.iter_mut().for_each(fill),
            Value::Object(fields) => fields.values_mut().for_each(fill),
            _ => {}
        }
    }
    fill(&mut document);
    document
}

/// Checks that no text in a view is shown as it was received, except fields in `sent_back`, and
/// that at least one was cleaned.
///
/// # Panics
/// If a text wasn't cleaned, or none was found.
pub fn assert_fit(view: &impl Serialize, sent_back: &[&str]) {
    fn walk(name: &str, value: &Value, sent_back: &[&str], fit: &mut usize) {
        match value {
            Value::String(text) if !sent_back.contains(&name) => {
                let is_raw = |c: char| TEXT.contains(c) && !c.is_ascii_graphic();
                assert!(
                    !text.contains(is_raw),
                    "{name} is as others wrote it: {text:?}"
                );
                *fit += usize::from(text.contains("de"));
            }
            Value::Array(items) => items.iter().for_each(|it| walk(name, it, sent_back, fit)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    walk(name, value, sent_back, fit);
                }
            }
            _ => {}
        }
    }
    let view = serde_json::to_value(view).expect("a view has a JSON form");
    let mut fit = 0;
    walk("", &view, sent_back, &mut fit);
    assert!(fit > 0, "nothing of the document is shown: {view}");
}
