//! The sample tasks of a researcher: two months of transfers, successful and not.

use jiff::{SignedDuration, Timestamp};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::Value;

use super::{
    SampleTask,
    case::{Case, NEWEST},
    motion::Motion,
};
use crate::{
    auth::people::ADA,
    transfer::{
        collections::{Collection, Collections},
        tasks::document::{Submission, blank},
        time::format_time,
    },
};

/// How long Globus keeps details about single files.
const HISTORY: SignedDuration = SignedDuration::from_hours(24 * 30);

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

/// The tasks, newest first. The same seed gives the same tasks, however many there are.
pub(in crate::transfer) fn sample_tasks(
    seed: u64,
    now: Timestamp,
    count: usize,
) -> Vec<SampleTask> {
    let mut random = StdRng::seed_from_u64(seed);
    let collections: Vec<_> = Collections::all().filter(|one| one.was_used).collect();
    (0..count)
        .map(|index| {
            let by_hand = NEWEST.get(index).copied();
            let case = by_hand.unwrap_or_else(|| Case::draw(&mut random));
            let place = Place { index, count };
            task(place, case, now, &collections, &mut random)
        })
        .collect()
}

/// The index of a task, and how many there are.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    count: usize,
}

fn task(
    Place { index, count }: Place,
    case: Case,
    now: Timestamp,
    collections: &[&'static Collection],
    random: &mut StdRng,
) -> SampleTask {
    let place = i64::try_from(index).unwrap_or(0);
    let requested = now
        - SignedDuration::from_mins(if index < NEWEST.len() {
            4 + 11 * place
        } else {
            180 + 440 * place
        });
    let label = LABELS[random.random_range(0..LABELS.len())];
    let submission = Submission {
        task_id: uuid::Builder::from_random_bytes(random.random()).into_uuid(),
        label: label.map(|label| format!("{label} {}", count - index)),
        is_delete: case.is_delete(),
        requested,
        owner_id: ADA.primary().id,
        username: ADA.primary().username,
    };
    let mut document = blank(&submission);

    let source = random.random_range(0..collections.len());
    let destination = (source + random.random_range(1..collections.len())) % collections.len();
    let mut ends = [collections[source], collections[destination]];
    if case == Case::NeedsConsent && !ends.iter().any(|end| end.needs_data_access()) {
        let mut mapped = collections.iter().filter(|one| one.needs_data_access());
        ends[0] = mapped.next().unwrap_or(&ends[0]);
    }
    set_end(&mut document, "source", ends[0]);
    if !case.is_delete() {
        set_end(&mut document, "destination", ends[1]);
    }

    let files = random.random_range(30..2_400);
    let bytes_per_file = random.random_range(40_000..900_000_000);
    case.set_status(&mut document);
    case.set_progress(&mut document, files, bytes_per_file);
    if case.is_over() {
        let took = SignedDuration::from_secs(random.random_range(20..9_000));
        let ended = (requested + took).min(now - SignedDuration::from_secs(30));
        document["completion_time"] = format_time(ended).into();
        let seconds = (ended - requested).as_secs().max(1);
        let bytes = document["bytes_transferred"].as_i64().unwrap_or(0);
        document["effective_bytes_per_second"] = (bytes / seconds).into();
        document["history_deleted"] = (ended + HISTORY < now).into();
    }
    let done = case.files_done(files);
    if case == Case::NeedsConsent {
        let lacking = ends.iter().filter(|end| end.needs_data_access());
        let lacking = lacking.map(|end| end.id).collect();
        let then = Motion::later(now, done, files, bytes_per_file);
        return SampleTask::waiting_for_consent(document, lacking, then);
    }
    SampleTask::new(document, Motion::of(case, now, done, bytes_per_file))
}

fn set_end(document: &mut Value, end: &str, collection: &Collection) {
    document[format!("{end}_endpoint_id")] = collection.id.into();
    document[format!("{end}_endpoint_display_name")] = collection.name.into();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(document: &Value, field: &str) -> u64 {
        document[field].as_u64().expect(field)
    }

    #[test]
    fn the_same_seed_gives_the_same_tasks() {
        let now = Timestamp::now();
        let documents = |number| -> Vec<_> {
            let tasks = sample_tasks(number, now, 200).into_iter();
            tasks.map(|task| task.document).collect()
        };
        assert_eq!(documents(7), documents(7));
        assert_ne!(documents(7), documents(8));
    }

    #[test]
    fn subtasks_add_up_and_ends_are_told_apart() {
        for task in sample_tasks(42, Timestamp::now(), 200) {
            let document = &task.document;
            let parts = [
                "pending",
                "succeeded",
                "expired",
                "canceled",
                "failed",
                "skipped_errors",
            ];
            let sum: u64 = parts
                .iter()
                .map(|part| number(document, &format!("subtasks_{part}")))
                .sum();
            assert_eq!(sum, number(document, "subtasks_total"), "{document}");
            let is_over = document["completion_time"].is_string();
            assert_eq!(is_over, document["nice_status"].is_null(), "{document}");
            let is_delete = document["type"] == "DELETE";
            assert_eq!(is_delete, document["destination_endpoint_id"].is_null());
            assert_ne!(
                document["source_endpoint_id"], document["destination_endpoint_id"],
                "a copy goes somewhere else"
            );
            let is_failed = document["status"] == "FAILED";
            assert_eq!(is_failed, document["fatal_error"].is_object());
        }
    }

    #[test]
    fn what_needs_consent_is_about_a_collection_that_has_one_to_give() {
        for number in 0..30 {
            let tasks = sample_tasks(number, Timestamp::now(), 20);
            let waiting: Vec<_> = tasks.iter().filter_map(|t| t.waiting.as_ref()).collect();
            assert_eq!(waiting.len(), 1, "seed {number}");
            assert!(!waiting[0].collections.is_empty(), "seed {number}");
        }
    }

    #[test]
    fn two_months_hold_every_kind_of_task() {
        let tasks = sample_tasks(42, Timestamp::now(), 200);
        let has = |is_it: &dyn Fn(&Value) -> bool| tasks.iter().any(|task| is_it(&task.document));
        assert!(has(&|task| task["fatal_error"]["code"] == "EXPIRED"));
        assert!(has(&|task| task["fatal_error"]["code"] == "CANCELED"));
        assert!(has(&|task| task["canceled_by_admin"] == "SOURCE"));
        assert!(has(&|task| task["status"] == "INACTIVE"));
        assert!(has(&|task| task["is_paused"] == true));
        assert!(has(&|task| task["nice_status"] == "Queued"));
        assert!(has(&|task| task["nice_status"] == "PERMISSION_DENIED"));
        assert!(has(&|task| task["label"].is_null()));
        assert!(has(&|task| task["history_deleted"] == true));
        assert!(has(
            &|task| task["type"] == "DELETE" && task["status"] == "ACTIVE"
        ));
        assert!(has(
            &|task| task["status"] == "SUCCEEDED" && task["subtasks_skipped_errors"] != 0
        ));
    }
}
