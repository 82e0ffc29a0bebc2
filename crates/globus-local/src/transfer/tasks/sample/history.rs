//! The history of a sample task. It fits the task's document, and is always the same.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::SampleTask;
use crate::transfer::time::{format_time, parse_time};

/// The time between the faults of a task that makes no progress.
const BETWEEN_FAULTS: SignedDuration = SignedDuration::from_mins(1);

impl SampleTask {
    /// The events, newest first. Globus deletes them along with the other details.
    pub(in crate::transfer) fn events(&self, now: Timestamp) -> Vec<Value> {
        let document = self.document(now);
        if document["history_deleted"] == true {
            return Vec::new();
        }
        let started = parse_time(self.field("request_time")).unwrap_or(now);
        let ended = document["completion_time"].as_str().and_then(parse_time);
        let mut events = vec![event(
            started,
            "STARTED",
            "started",
            "{\n  \"type\": \"GridFTP Transfer\",\n  \"concurrency\": 2,\n  \"parallelism\": 4\n}",
            false,
        )];
        events.extend(faults(&document, started, ended.unwrap_or(now)));
        if document["is_paused"] == true {
            events.push(event(started, "PAUSED", "paused", super::PAUSE, false));
        }
        if let Some(at) = ended {
            events.push(end(&document, at));
        }
        if document["nice_status"] == "Queued" {
            events.clear();
        }
        events.reverse();
        events
    }

    pub(in crate::transfer) fn transferred_count(document: &Value) -> usize {
        if document["history_deleted"] == true {
            return 0;
        }
        number(document, "files_transferred")
    }

    pub(in crate::transfer) fn transferred(document: &Value, index: usize) -> Value {
        let (source, destination) = paths(index);
        let files = number(document, "files_transferred").max(1);
        json!({
            "DATA_TYPE": "successful_transfer", "source_path": source,
            "destination_path": destination,
            "size": number(document, "bytes_transferred") / files,
            "checksum": format!("{index:064x}"), "checksum_algorithm": "SHA256", "dynamic": false,
        })
    }

    pub(in crate::transfer) fn skipped_count(document: &Value) -> usize {
        number(document, "subtasks_skipped_errors")
    }

    pub(in crate::transfer) fn skipped(document: &Value, index: usize) -> Value {
        let code = if index.is_multiple_of(3) {
            "PERMISSION_DENIED"
        } else {
            "FILE_NOT_FOUND"
        };
        let (source, destination) = paths(number(document, "files_transferred") + index);
        json!({
            "DATA_TYPE": "skipped_error", "error_code": code,
            "error_details": format!("Error (transfer)\nFile: {source}\nMessage: {code}\n"),
            "error_time": document["completion_time"], "source_path": source,
            "destination_path": destination, "is_directory": false, "is_symlink": false,
            "is_delete_destination_extra": false, "external_checksum": null,
            "checksum_algorithm": null,
        })
    }
}

/// Only the last few, because nothing needs more.
fn faults(document: &Value, started: Timestamp, until: Timestamp) -> Vec<Value> {
    const SHOWN: usize = 8;
    let code = match (&document["nice_status"], &document["fatal_error"]["code"]) {
        (Value::String(code), _) if document["is_ok"] == false => code.as_str(),
        (_, Value::String(code)) => code.as_str(),
        _ => return Vec::new(),
    };
    let words = code.to_lowercase().replace('_', " ");
    let count = number(document, "faults").min(SHOWN);
    let times = (0..count).map(|index| {
        let back = i32::try_from(count - index).unwrap_or(1);
        (until - BETWEEN_FAULTS.saturating_mul(back)).max(started)
    });
    times
        .map(|at| {
            let details = format!(
                "Error (transfer)\nEndpoint: {}\nFile: {}\nMessage: {words}\n",
                document["source_endpoint_display_name"]
                    .as_str()
                    .unwrap_or_default(),
                paths(number(document, "subtasks_succeeded")).0,
            );
            event(at, code, &words, &details, true)
        })
        .collect()
}

fn end(document: &Value, at: Timestamp) -> Value {
    let files = number(document, "subtasks_succeeded");
    match document["fatal_error"]["code"].as_str() {
        None => {
            let details = format!("{{\n  \"files_succeeded\": {files}\n}}");
            event(at, "SUCCEEDED", "succeeded", &details, false)
        }
        Some("CANCELED") => {
            let by = match document["canceled_by_admin_message"].as_str() {
                Some(message) => format!("Canceled by an administrator: {message}"),
                None => "Canceled by the task owner".to_owned(),
            };
            event(at, "CANCELED", "canceled", &by, true)
        }
        Some(code) => {
            let words = document["fatal_error"]["description"].as_str();
            event(at, code, words.unwrap_or_default(), "", true)
        }
    }
}

fn event(at: Timestamp, code: &str, description: &str, details: &str, is_error: bool) -> Value {
    json!({
        "DATA_TYPE": "event", "code": code, "description": description, "details": details,
        "is_error": is_error, "time": format_time(at),
    })
}

fn paths(index: usize) -> (String, String) {
    let path = format!("run-{:02}/frame-{index:05}.tif", index / 100);
    (format!("/data/{path}"), format!("/home/ada/{path}"))
}

fn number(document: &Value, field: &str) -> usize {
    let number = document[field].as_u64().unwrap_or(0);
    usize::try_from(number).unwrap_or(usize::MAX)
}
