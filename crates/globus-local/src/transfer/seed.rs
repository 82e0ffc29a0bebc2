//! Tasks that a working researcher would have: two months of transfers, good and bad.

use jiff::{SignedDuration, Timestamp};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::auth::person;

/// A task, and how it moves if it does.
#[derive(Debug)]
pub(crate) struct SeededTask {
    pub(super) document: Value,
    pub(super) motion: Option<Motion>,
}

#[derive(Debug)]
pub(super) struct Motion {
    pub(super) started: Timestamp,
    pub(super) done: u64,
    pub(super) total: u64,
    pub(super) files_per_second: u64,
    pub(super) bytes_per_file: u64,
    /// Files found per second, while folders are still being read.
    pub(super) counting_per_second: Option<u64>,
}

const COUNT: usize = 200;
const SEED: u64 = 42;

const COLLECTIONS: [&str; 10] = [
    "Midway3 Project",
    "ALCF Eagle",
    "NERSC HPSS (tape)",
    "Titan Krios 2",
    "APS 7-BM raw",
    "Ada’s laptop",
    "Campus DMZ DTN",
    "OLCF Orion",
    "NovaSeq output",
    "Group archive",
];

const LABELS: [Option<&str>; 12] = [
    Some("Cryo-EM night"),
    Some("tomo scans to Eagle"),
    Some("raw to tape"),
    None,
    Some("CMIP6 monthly means"),
    Some("novaseq run"),
    Some("checkpoint copy"),
    None,
    Some("backup of laptop"),
    Some("figures for the paper"),
    Some("restart files"),
    Some("BigStitcher output"),
];

/// How a seeded task is doing.
#[derive(Clone, Copy)]
enum Case {
    Moving { rate: u64, counting: bool },
    Queued,
    Retrying(&'static str, &'static str),
    Paused,
    NeedsConsent,
    Done,
    DoneWithGaps,
    Failed(&'static str, &'static str),
    Canceled,
    CanceledByAdmin,
    Deleting,
    Deleted,
}

/// The newest tasks, by hand; the older ones are drawn.
const NEWEST: [Case; 14] = [
    Case::Moving {
        rate: 3,
        counting: true,
    },
    Case::Moving {
        rate: 2,
        counting: false,
    },
    Case::Moving {
        rate: 1,
        counting: false,
    },
    Case::Retrying("PERMISSION_DENIED", "permission denied"),
    Case::NeedsConsent,
    Case::Queued,
    Case::Moving {
        rate: 5,
        counting: false,
    },
    Case::Paused,
    Case::Retrying("ENDPOINT_TOO_BUSY", "endpoint too busy"),
    Case::Deleting,
    Case::Failed("PERMISSION_DENIED", "permission denied"),
    Case::DoneWithGaps,
    Case::Canceled,
    Case::Done,
];

pub(crate) fn seed(now: Timestamp) -> Vec<SeededTask> {
    let mut random = StdRng::seed_from_u64(SEED);
    (0..COUNT)
        .map(|index| {
            let case = NEWEST
                .get(index)
                .copied()
                .unwrap_or_else(|| draw(&mut random));
            task(index, case, now, &mut random)
        })
        .collect()
}

fn draw(random: &mut StdRng) -> Case {
    match random.random_range(0..100) {
        0..74 => Case::Done,
        74..80 => Case::DoneWithGaps,
        80..86 => Case::Deleted,
        86..90 => Case::Failed("EXPIRED", "the deadline passed"),
        90..94 => Case::Failed("NO_SPACE_LEFT", "no space left on the destination"),
        94..98 => Case::Canceled,
        _ => Case::CanceledByAdmin,
    }
}

fn task(index: usize, case: Case, now: Timestamp, random: &mut StdRng) -> SeededTask {
    let hours_ago = if index < NEWEST.len() {
        SignedDuration::from_mins(4 + 11 * i64::try_from(index).unwrap_or(0))
    } else {
        SignedDuration::from_mins(180 + 440 * i64::try_from(index).unwrap_or(0))
    };
    let requested = now - hours_ago;
    let files = random.random_range(3..2_400_u64);
    let bytes_per_file = random.random_range(40_000..900_000_000_u64);
    let source = random.random_range(0..COLLECTIONS.len());
    let destination = (source + random.random_range(1..COLLECTIONS.len())) % COLLECTIONS.len();
    let is_delete = matches!(case, Case::Deleting | Case::Deleted);
    let label = LABELS[random.random_range(0..LABELS.len())]
        .map(|label| format!("{label} {}", COUNT - index));
    let mut document = blank(index, requested, label.as_deref(), is_delete);
    let endpoint =
        |at: usize| Uuid::from_u128(0xaa75_2cea_8222_5bc8_acd9_555b_0900_0000 + at as u128);
    document["source_endpoint_id"] = json!(endpoint(source));
    document["source_endpoint_display_name"] = COLLECTIONS[source].into();
    if !is_delete {
        document["destination_endpoint_id"] = json!(endpoint(destination));
        document["destination_endpoint_display_name"] = COLLECTIONS[destination].into();
    }
    let done = finish(&mut document, case, files);
    progress(&mut document, files, done, bytes_per_file, is_delete);
    if document["status"] == "SUCCEEDED" || document["status"] == "FAILED" {
        let took = SignedDuration::from_secs(random.random_range(20..9_000));
        let ended = (requested + took).min(now - SignedDuration::from_secs(30));
        document["completion_time"] = format_time(ended).into();
        let seconds = (ended - requested).as_secs().max(1);
        let bytes = document["bytes_transferred"].as_i64().unwrap_or(0);
        document["effective_bytes_per_second"] = (bytes / seconds).into();
    }
    let motion = match case {
        Case::Moving { rate, counting } => Some(Motion {
            started: now,
            done: files / 3,
            total: files / 3 + 700 * rate,
            files_per_second: rate,
            bytes_per_file,
            counting_per_second: counting.then_some(rate + 2),
        }),
        _ => None,
    };
    SeededTask { document, motion }
}

/// Sets what the case says and tells how many files are done.
fn finish(document: &mut Value, case: Case, files: u64) -> u64 {
    let mut set = |fields: &[(&str, Value)]| {
        for (name, value) in fields {
            document[*name] = value.clone();
        }
    };
    match case {
        Case::Moving { .. } | Case::Deleting => files / 3,
        Case::Queued => {
            set(&[
                ("nice_status", "Queued".into()),
                ("nice_status_short_description", "Queued".into()),
            ]);
            0
        }
        Case::Retrying(code, words) => {
            set(&[
                ("nice_status", code.into()),
                ("nice_status_short_description", words.into()),
                ("is_ok", false.into()),
                ("faults", 41.into()),
            ]);
            files / 4
        }
        Case::Paused => {
            set(&[
                ("is_paused", true.into()),
                ("nice_status", "PAUSED_BY_ADMIN".into()),
                (
                    "nice_status_short_description",
                    "paused by administrator".into(),
                ),
            ]);
            files / 2
        }
        Case::NeedsConsent => {
            set(&[
                ("status", "INACTIVE".into()),
                ("nice_status", "AUTH".into()),
                ("nice_status_short_description", "consent required".into()),
                ("is_ok", false.into()),
            ]);
            files / 5
        }
        Case::Done | Case::Deleted => {
            set(&ended("SUCCEEDED"));
            files
        }
        Case::DoneWithGaps => {
            set(&ended("SUCCEEDED"));
            set(&[
                ("skip_source_errors", true.into()),
                ("subtasks_skipped_errors", 12.into()),
            ]);
            files.saturating_sub(12)
        }
        Case::Failed(code, words) => {
            set(&ended("FAILED"));
            set(&[
                ("fatal_error", json!({"code": code, "description": words})),
                ("faults", 7.into()),
            ]);
            files / 2
        }
        Case::Canceled => {
            set(&ended("FAILED"));
            set(&[(
                "fatal_error",
                json!({"code": "CANCELED", "description": "canceled"}),
            )]);
            files / 3
        }
        Case::CanceledByAdmin => {
            set(&ended("FAILED"));
            set(&[
                ("canceled_by_admin", "SOURCE".into()),
                (
                    "canceled_by_admin_message",
                    "Maintenance of the storage system".into(),
                ),
                (
                    "fatal_error",
                    json!({"code": "CANCELED", "description": "canceled"}),
                ),
            ]);
            files / 3
        }
    }
}

fn ended(status: &'static str) -> [(&'static str, Value); 3] {
    [
        ("status", status.into()),
        ("nice_status", Value::Null),
        ("nice_status_short_description", Value::Null),
    ]
}

fn progress(document: &mut Value, files: u64, done: u64, bytes_per_file: u64, is_delete: bool) {
    let failed = document["status"] == "FAILED";
    let left = files - done;
    document["files"] = files.into();
    document["files_transferred"] = if is_delete { 0 } else { done }.into();
    document["bytes_transferred"] = if is_delete { 0 } else { done * bytes_per_file }.into();
    document["subtasks_total"] = files.into();
    document["subtasks_succeeded"] = done.into();
    document["subtasks_canceled"] = if failed { left } else { 0 }.into();
    let skipped = document["subtasks_skipped_errors"].as_u64().unwrap_or(0);
    document["subtasks_pending"] = if failed {
        0
    } else {
        left.saturating_sub(skipped)
    }
    .into();
}

/// Every field of a task document, as of a task that was just taken up.
fn blank(index: usize, requested: Timestamp, label: Option<&str>, is_delete: bool) -> Value {
    let id = Uuid::from_u128(0x20ba_91a8_eb90_11e6_b5f1_2200_0b92_c26c + 104_729 * index as u128);
    json!({
        "DATA_TYPE": "task", "task_id": id,
        "type": if is_delete { "DELETE" } else { "TRANSFER" },
        "status": "ACTIVE", "fatal_error": null, "label": label,
        "username": person::USERNAME, "owner_id": person::ID,
        "request_time": format_time(requested), "completion_time": null,
        "deadline": format_time(requested + SignedDuration::from_hours(72)),
        "source_endpoint": null, "source_endpoint_id": null, "source_endpoint_display_name": null,
        "destination_endpoint": null, "destination_endpoint_id": null,
        "destination_endpoint_display_name": null,
        "sync_level": null, "encrypt_data": false, "verify_checksum": true,
        "delete_destination_extra": false, "recursive_symlinks": "ignore",
        "preserve_timestamp": false, "skip_source_errors": false,
        "fail_on_quota_errors": false, "command": "API 0.10", "history_deleted": false,
        "faults": 0, "files": 0, "directories": 4, "symlinks": 0, "files_skipped": 0,
        "files_transferred": 0, "subtasks_total": 0, "subtasks_pending": 0,
        "subtasks_retrying": 0, "subtasks_succeeded": 0, "subtasks_expired": 0,
        "subtasks_canceled": 0, "subtasks_failed": 0, "subtasks_skipped_errors": 0,
        "bytes_transferred": 0, "bytes_checksummed": 0, "effective_bytes_per_second": 0,
        "nice_status": "OK", "nice_status_details": null,
        "nice_status_short_description": "OK", "nice_status_expires_in": -1,
        "canceled_by_admin": null, "canceled_by_admin_message": null,
        "is_paused": false, "is_ok": true, "filter_rules": null,
        "source_base_path": null, "destination_base_path": null,
        "source_local_user": null, "source_local_user_status": "NO_PERMISSION",
        "destination_local_user": null, "destination_local_user_status": "NO_PERMISSION",
    })
}

pub(super) fn format_time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}
