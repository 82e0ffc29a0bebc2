//! The state of a sample task, and how its document shows it.

use rand::{Rng, rngs::StdRng};
use serde_json::{Value, json};

use crate::transfer::tasks::document::merge;

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Case {
    /// It makes progress while it is watched, and is done `seconds` after the start.
    Moving {
        files_per_second: u64,
        seconds: u64,
        is_counting: bool,
    },
    Deleting {
        files_per_second: u64,
        seconds: u64,
    },
    Queued,
    Retrying(&'static str, &'static str),
    Paused,
    NeedsConsent,
    Done,
    DoneWithGaps,
    Deleted,
    Failed(&'static str, &'static str),
    Expired,
    Canceled,
    CanceledByAdmin,
}

const fn moving(files_per_second: u64, seconds: u64, is_counting: bool) -> Case {
    Case::Moving {
        files_per_second,
        seconds,
        is_counting,
    }
}

/// The newest tasks are fixed; older ones are random.
pub(super) const NEWEST: [Case; 14] = [
    moving(3, 600, true),
    moving(2, 180, false),
    moving(1, 5_400, false),
    Case::Retrying("PERMISSION_DENIED", "permission denied"),
    Case::NeedsConsent,
    Case::Queued,
    moving(5, 1_500, false),
    Case::Paused,
    Case::Retrying("ENDPOINT_TOO_BUSY", "endpoint too busy"),
    Case::Deleting {
        files_per_second: 4,
        seconds: 420,
    },
    Case::Failed("PERMISSION_DENIED", "permission denied"),
    Case::DoneWithGaps,
    Case::Canceled,
    Case::Done,
];

impl Case {
    /// Picks a case of a finished task.
    pub(super) fn draw(random: &mut StdRng) -> Self {
        match random.random_range(0..100) {
            0..74 => Self::Done,
            74..80 => Self::DoneWithGaps,
            80..86 => Self::Deleted,
            86..90 => Self::Expired,
            90..94 => Self::Failed("NO_SPACE_LEFT", "no space left on the destination"),
            94..98 => Self::Canceled,
            _ => Self::CanceledByAdmin,
        }
    }

    pub(super) fn is_delete(self) -> bool {
        matches!(self, Self::Deleting { .. } | Self::Deleted)
    }

    pub(super) fn is_over(self) -> bool {
        matches!(
            self,
            Self::Done
                | Self::DoneWithGaps
                | Self::Deleted
                | Self::Failed(..)
                | Self::Expired
                | Self::Canceled
                | Self::CanceledByAdmin
        )
    }

    /// How many of the `files` are done.
    pub(super) fn files_done(self, files: u64) -> u64 {
        match self {
            Self::Queued => 0,
            Self::NeedsConsent => files / 5,
            Self::Retrying(..) => files / 4,
            Self::Moving { .. }
            | Self::Deleting { .. }
            | Self::Canceled
            | Self::CanceledByAdmin => files / 3,
            Self::Paused | Self::Failed(..) | Self::Expired => files / 2,
            Self::Done | Self::Deleted => files,
            Self::DoneWithGaps => files.saturating_sub(Self::GAPS),
        }
    }

    /// The number of files that are skipped because they cannot be read.
    const GAPS: u64 = 12;

    /// Sets the status and its reason. [`set_progress`](Self::set_progress) sets the numbers.
    pub(super) fn set_status(self, document: &mut Value) {
        let fields = match self {
            Self::Moving { .. } | Self::Deleting { .. } => json!({}),
            Self::Queued => json!({
                "nice_status": "Queued", "nice_status_short_description": "Queued",
            }),
            Self::Retrying(code, words) => json!({
                "nice_status": code, "nice_status_short_description": words,
                "is_ok": false, "faults": 41, "subtasks_retrying": 3,
            }),
            Self::Paused => json!({
                "is_paused": true, "nice_status": "PAUSED_BY_ADMIN",
                "nice_status_short_description": "paused by administrator",
            }),
            Self::NeedsConsent => json!({
                "status": "INACTIVE", "is_ok": false, "nice_status": "AUTH",
                "nice_status_short_description": "consent required",
            }),
            Self::Done | Self::Deleted | Self::DoneWithGaps => ended("SUCCEEDED", &Value::Null),
            Self::Failed(code, words) => {
                ended("FAILED", &json!({ "code": code, "description": words }))
            }
            Self::Expired => {
                let reason = json!({ "code": "EXPIRED", "description": "the deadline passed" });
                ended("FAILED", &reason)
            }
            Self::Canceled | Self::CanceledByAdmin => ended(
                "FAILED",
                &json!({ "code": "CANCELED", "description": "canceled" }),
            ),
        };
        merge(document, fields);
        match self {
            Self::DoneWithGaps => merge(document, json!({ "skip_source_errors": true })),
            Self::Failed(..) => merge(document, json!({ "faults": 7 })),
            Self::CanceledByAdmin => {
                let message = "Maintenance of the storage system";
                let by = json!({
                    "canceled_by_admin": "SOURCE", "canceled_by_admin_message": message,
                });
                merge(document, by);
            }
            _ => {}
        }
    }

    /// Sets the numbers. Files that are not done are pending in an active task; in an ended one
    /// their fate is shown.
    pub(super) fn set_progress(self, document: &mut Value, files: u64, bytes_per_file: u64) {
        let done = self.files_done(files);
        let left = files - done;
        let transferred = if self.is_delete() { 0 } else { done };
        let fate = match self {
            Self::DoneWithGaps => "subtasks_skipped_errors",
            Self::Failed(..) => "subtasks_failed",
            Self::Expired => "subtasks_expired",
            Self::Canceled | Self::CanceledByAdmin => "subtasks_canceled",
            _ => "subtasks_pending",
        };
        document[fate] = left.into();
        let numbers = json!({
            "files": files, "files_transferred": transferred,
            "subtasks_total": files, "subtasks_succeeded": done,
            "bytes_transferred": transferred * bytes_per_file,
            "bytes_checksummed": transferred * bytes_per_file,
        });
        merge(document, numbers);
    }
}

fn ended(status: &str, fatal_error: &Value) -> Value {
    json!({
        "status": status, "fatal_error": fatal_error,
        "nice_status": null, "nice_status_short_description": null,
    })
}
