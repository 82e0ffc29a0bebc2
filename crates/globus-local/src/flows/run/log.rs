//! The log of a run.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::flows::time::format_time;

#[derive(Clone, Debug)]
pub(in crate::flows) struct Entry {
    pub(in crate::flows) time: Timestamp,
    pub(in crate::flows) code: String,
    pub(in crate::flows) description: String,
    pub(in crate::flows) details: Value,
}

impl Entry {
    /// An entry about a state. `change` is "started", "completed" or "failed"; `data` is the name
    /// and value of its input or output.
    pub(super) fn of_state(
        time: Timestamp,
        (name, kind): (&str, &str),
        change: &str,
        data: (&str, Value),
    ) -> Self {
        let (first, rest) = change.split_at(1);
        let mut details = json!({ "state_name": name, "state_type": kind });
        details[data.0] = data.1;
        Self {
            time,
            code: format!("{kind}{}{rest}", first.to_uppercase()),
            description: format!("State {name} of type {kind} {change}"),
            details,
        }
    }

    pub(in crate::flows) fn document(&self) -> Value {
        json!({
            "time": format_time(self.time),
            "code": self.code,
            "description": self.description,
            "details": self.details,
        })
    }
}
