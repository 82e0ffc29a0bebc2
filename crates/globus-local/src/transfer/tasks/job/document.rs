//! The document of a submitted task.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{End, Job, Phase, instructions::Work};
use crate::transfer::{
    collections::Collection,
    tasks::document::{Submission, blank, merge},
    time::format_time,
};

impl Job {
    pub(in crate::transfer) fn document(&self, now: Timestamp) -> Value {
        let mut document = blank(&Submission {
            task_id: self.id,
            label: self.label.clone(),
            is_delete: self.is_delete(),
            requested: self.requested,
            owner_id: &self.owner_id,
            username: &self.username,
        });
        document["deadline"] = format_time(self.deadline).into();
        self.set_work(&mut document);
        self.set_progress(&mut document, now);
        self.set_status(&mut document);
        document
    }

    fn set_work(&self, document: &mut Value) {
        match &self.work {
            Work::Copy(copying) => {
                set_end(document, "source", copying.source);
                set_end(document, "destination", copying.destination);
                let options = copying.options;
                let fields = json!({
                    "sync_level": copying.sync_level,
                    "encrypt_data": options.encrypt_data,
                    "verify_checksum": options.verify_checksum,
                    "preserve_timestamp": options.preserve_timestamp,
                    "skip_source_errors": options.skip_source_errors,
                    "fail_on_quota_errors": options.fail_on_quota_errors,
                    "delete_destination_extra": options.delete_destination_extra,
                    "filter_rules": copying.filter_rules,
                });
                merge(document, fields);
            }
            Work::Remove(removing) => set_end(document, "source", removing.collection),
        }
    }

    fn set_progress(&self, document: &mut Value, now: Timestamp) {
        let tally = &self.tally;
        let waiting = self.left();
        let waiting_files = self
            .steps
            .iter()
            .chain(&self.retrying)
            .filter(|step| step.is_file())
            .count();
        let until = match &self.phase {
            Phase::Over(end) => end.at,
            _ => now,
        };
        let seconds = self.started.map_or(0, |since| (until - since).as_secs());
        let seconds = u64::try_from(seconds).unwrap_or(0).max(1);
        let fields = json!({
            "directories": tally.directories, "symlinks": tally.symlinks,
            "files": tally.files + waiting_files as u64,
            "files_skipped": tally.files_skipped, "files_transferred": tally.files_transferred,
            "bytes_transferred": tally.bytes_transferred,
            "bytes_checksummed": tally.bytes_checksummed,
            "effective_bytes_per_second": tally.bytes_transferred / seconds,
            "faults": tally.faults,
            "subtasks_succeeded": tally.succeeded,
            "subtasks_skipped_errors": tally.skipped_errors,
            "subtasks_total": tally.succeeded + tally.skipped_errors + waiting as u64,
            "subtasks_retrying": self.retrying.len(),
        });
        merge(document, fields);
        let left = match &self.phase {
            Phase::Over(End {
                fatal: Some((code, _)),
                ..
            }) => match *code {
                "CANCELED" => "subtasks_canceled",
                "EXPIRED" => "subtasks_expired",
                _ => "subtasks_failed",
            },
            _ => "subtasks_pending",
        };
        document[left] = waiting.into();
    }

    fn set_status(&self, document: &mut Value) {
        let fields = match (&self.phase, &self.trouble) {
            (Phase::Over(End { at, fatal }), _) => json!({
                "status": if fatal.is_some() { "FAILED" } else { "SUCCEEDED" },
                "completion_time": format_time(*at), "is_ok": null,
                "fatal_error": fatal.as_ref().map(|(code, words)| json!({
                    "code": code, "description": words,
                })),
                "nice_status": null, "nice_status_short_description": null,
                "nice_status_expires_in": null,
            }),
            _ if self.paused.is_some() => json!({
                "is_paused": true, "nice_status": "PAUSED_BY_ADMIN",
                "nice_status_short_description": "paused by administrator",
            }),
            (Phase::Queued, _) => json!({
                "nice_status": "Queued", "nice_status_short_description": "Queued",
            }),
            (Phase::Running { .. }, Some(problem)) => json!({
                "is_ok": false, "nice_status": problem.code,
                "nice_status_short_description": problem.words,
            }),
            (Phase::Running { .. }, None) => json!({}),
        };
        merge(document, fields);
    }
}

fn set_end(document: &mut Value, end: &str, collection: &Collection) {
    document[format!("{end}_endpoint")] = collection.id.into();
    document[format!("{end}_endpoint_id")] = collection.id.into();
    document[format!("{end}_endpoint_display_name")] = collection.name.into();
}
