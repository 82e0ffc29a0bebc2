//! The `orderby` of the task list.

use std::{cmp::Ordering, ops::Deref};

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

    fn compare(&self, a: &Value, b: &Value) -> Ordering {
        let ordering = match (&a[self.field], &b[self.field]) {
            (Value::Number(a), Value::Number(b)) => a.as_i64().cmp(&b.as_i64()),
            // Nothing comes before something.
            (a, b) => a.as_str().cmp(&b.as_str()),
        };
        if self.is_descending {
            ordering.reverse()
        } else {
            ordering
        }
    }
}

/// By the first criterion that tells two tasks apart, else as they were.
pub(super) fn sort<T: Deref<Target = Value>>(tasks: &mut [T], criteria: &[Criterion]) {
    tasks.sort_by(|a, b| {
        let orderings = criteria.iter().map(|criterion| criterion.compare(a, b));
        orderings.fold(Ordering::Equal, Ordering::then)
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
