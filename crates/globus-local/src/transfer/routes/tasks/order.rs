//! The `orderby` of the task list.

use std::{cmp::Reverse, ops::Deref};

use serde_json::Value;

const FIELDS: [&str; 17] = [
    "task_id",
    "type",
    "status",
    "label",
    "request_time",
    "completion_time",
    "deadline",
    "source_endpoint_id",
    "source_endpoint_display_name",
    "destination_endpoint_id",
    "destination_endpoint_display_name",
    "faults",
    "files",
    "directories",
    "bytes_transferred",
    "effective_bytes_per_second",
    "nice_status",
];

/// One `FIELD`, `FIELD ASC` or `FIELD DESC`.
#[derive(Debug)]
pub(super) struct Criterion {
    field: &'static str,
    is_descending: bool,
}

impl Criterion {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let invalid = || format!("orderby: {text:?} is not FIELD ASC or FIELD DESC");
        let text = text.trim();
        let (field, direction) = text.split_once(' ').unwrap_or((text, "ASC"));
        let field = FIELDS.iter().find(|known| **known == field);
        let is_descending = match direction {
            "ASC" => false,
            "DESC" => true,
            _ => return Err(invalid()),
        };
        Ok(Self {
            field: field.ok_or_else(invalid)?,
            is_descending,
        })
    }

    fn key(&self, task: &Value) -> Key {
        let plain = match &task[self.field] {
            Value::Number(number) => Plain::Number(number.as_i64()),
            Value::String(text) => Plain::Text(text.clone()),
            _ => Plain::Nothing,
        };
        if self.is_descending {
            Key::Descending(Reverse(plain))
        } else {
            Key::Ascending(plain)
        }
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Ascending(Plain),
    Descending(Reverse<Plain>),
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Plain {
    Nothing,
    Number(Option<i64>),
    Text(String),
}

/// Sorts by the first criterion in which two tasks differ. Equal ones keep their order.
pub(super) fn sort<T: Deref<Target = Value>>(tasks: &mut [T], criteria: &[Criterion]) {
    if criteria.is_empty() {
        return;
    }
    tasks.sort_by_cached_key(|task| {
        let keys = criteria.iter().map(|criterion| criterion.key(task));
        keys.collect::<Vec<_>>()
    });
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use serde_json::json;

    use super::*;

    #[test]
    fn later_criteria_decide_what_earlier_ones_leave_open() {
        let tasks = [
            json!({"task_id": "a", "faults": 9, "label": "x"}),
            json!({"task_id": "b", "faults": 10, "label": "y"}),
            json!({"task_id": "c", "faults": 9, "label": null}),
        ];
        let order = ["faults DESC", "label"].map(|text| Criterion::parse(text).expect(text));
        let mut tasks: Vec<_> = tasks.iter().map(Cow::Borrowed).collect();
        sort(&mut tasks, &order);
        let ids: Vec<_> = tasks.iter().map(|task| task["task_id"].as_str()).collect();
        assert_eq!(ids, [Some("b"), Some("c"), Some("a")]);
    }
}
