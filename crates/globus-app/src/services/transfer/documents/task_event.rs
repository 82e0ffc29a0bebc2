//! What happened to a task.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::services::{
    document::{OtherFields, keeps_other_fields, lenient_time, null_as_default},
    paging::{Page, Query},
    transfer::limits::{MOST_BY_OFFSET, ask_for_pages_of, within_what_is_shown},
};

/// A page of events, newest first.
#[derive(Clone, Debug, Deserialize)]
pub struct TaskEventPage {
    /// The events.
    #[serde(rename = "DATA")]
    pub events: Vec<TaskEvent>,
    /// How many events match in all.
    #[serde(default)]
    pub total: u64,
}

impl Page for TaskEventPage {
    type Item = TaskEvent;

    fn next(&self, query: &Query) -> Option<Query> {
        query
            .at_offset(self.events.len(), self.total)
            .and_then(within_what_is_shown)
    }

    fn into_items(self) -> Vec<TaskEvent> {
        self.events
    }

    fn ask_for_large_pages(query: &mut Query) {
        ask_for_pages_of(MOST_BY_OFFSET, query);
    }
}

/// An event of a task.
#[derive(Clone, Debug, Deserialize)]
#[serde(remote = "Self")]
pub struct TaskEvent {
    /// A code such as `STARTED`, `PROGRESS` or `PERMISSION_DENIED`.
    pub code: String,
    /// A short description.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
    /// The details.
    #[serde(default)]
    pub details: EventDetails,
    /// Whether it is an error.
    #[serde(default, deserialize_with = "null_as_default")]
    pub is_error: bool,
    /// When it happened.
    #[serde(default, deserialize_with = "lenient_time")]
    pub time: Option<jiff::Timestamp>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(TaskEvent);

/// The details of an event. Transfer writes them as text for people, or as a JSON document in a
/// string.
#[derive(Clone, Debug, PartialEq)]
pub enum EventDetails {
    /// Text, often with several lines. Empty if there are no details.
    Text(String),
    /// A document, for `STARTED`, `PROGRESS` and similar events.
    Document(Map<String, Value>),
}

impl Default for EventDetails {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl<'de> Deserialize<'de> for EventDetails {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Value::deserialize(deserializer)? {
            Value::Null => Self::default(),
            Value::Object(document) => Self::Document(document),
            Value::String(text) => match serde_json::from_str(&text) {
                Ok(Value::Object(document)) => Self::Document(document),
                _ => Self::Text(text),
            },
            other => Self::Text(other.to_string()),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn details_are_words_or_a_document() {
        let details = |details: Value| {
            let event = json!({"code": "C", "details": details});
            let event: TaskEvent = serde_json::from_value(event).expect("an event");
            event.details
        };
        let text = |text: &str| EventDetails::Text(text.into());
        assert_eq!(
            details(json!("Canceled by the task owner")),
            text("Canceled by the task owner")
        );
        assert_eq!(
            details(json!("12")),
            text("12"),
            "a number alone is no document"
        );
        assert_eq!(details(json!(null)), text(""));
        let EventDetails::Document(started) = details(json!("{\n  \"concurrency\": 2\n}")) else {
            panic!("a document")
        };
        assert_eq!(started["concurrency"], 2);
    }
}
