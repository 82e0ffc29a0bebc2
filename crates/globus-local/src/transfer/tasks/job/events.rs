//! What happened to a task (docs.globus.org/api/transfer/task_events).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{instructions::Work, tally::Tally};
use crate::transfer::time::format_time;

#[derive(Debug)]
pub(super) struct Event {
    at: Timestamp,
    code: &'static str,
    description: &'static str,
    /// Free text, or JSON as text.
    details: String,
    is_error: bool,
}

impl Event {
    pub(super) fn note(
        at: Timestamp,
        code: &'static str,
        description: &'static str,
        details: &str,
    ) -> Self {
        Self {
            at,
            code,
            description,
            details: details.to_owned(),
            is_error: false,
        }
    }

    pub(super) fn error(
        at: Timestamp,
        code: &'static str,
        description: &'static str,
        details: &str,
    ) -> Self {
        Self {
            is_error: true,
            ..Self::note(at, code, description, details)
        }
    }

    pub(super) fn started(at: Timestamp, work: &Work) -> Self {
        let details = match work {
            Work::Copy(copying) => json!({
                "type": "GridFTP Transfer", "concurrency": 2, "parallelism": 4, "pipelining": 20,
                "protocol": "Mode S", "encrypted": copying.options.encrypt_data,
            }),
            Work::Remove(_) => json!({ "type": "GridFTP Delete" }),
        };
        Self::note(at, "STARTED", "started", &pretty(&details))
    }

    pub(super) fn progress(at: Timestamp, tally: &Tally, since: Option<Timestamp>) -> Self {
        let seconds = since.map_or(0.0, |since| (at - since).as_secs_f64());
        let bytes = tally.bytes_transferred;
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        let mbps = if seconds > 0.0 {
            bytes as f64 * 8.0 / 1e6 / seconds
        } else {
            0.0
        };
        let details = json!({
            "bytes_transferred": bytes, "duration": seconds, "mbps": mbps,
        });
        Self::note(at, "PROGRESS", "progress", &pretty(&details))
    }

    pub(super) fn succeeded(at: Timestamp, tally: &Tally) -> Self {
        let details = json!({ "files_succeeded": tally.files });
        Self::note(at, "SUCCEEDED", "succeeded", &pretty(&details))
    }

    pub(super) fn document(&self) -> Value {
        json!({
            "DATA_TYPE": "event", "code": self.code, "description": self.description,
            "details": self.details, "is_error": self.is_error, "time": format_time(self.at),
        })
    }
}

fn pretty(details: &Value) -> String {
    format!("{details:#}")
}
