//! How tasks progress, wait, fail and end.

use globus_local::TaskFault;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{ARCHIVE, DISCONNECTED, EAGLE, KRIOS, Mover};

const RUN: (&str, &str) = ("/2026-11-20/", "/run/");

#[tokio::test]
async fn a_task_moves_while_one_watches() {
    let mover = Mover::start().await;
    let id = mover.transfer((KRIOS, ARCHIVE), &[RUN], json!({})).await;
    let mut seen = Vec::new();
    for _ in 0..40 {
        let task = mover.task(&id).await;
        assert_eq!(task, mover.task(&id).await, "a function of the time alone");
        seen.push(task["files_transferred"].as_u64().expect("a number"));
        mover.local.advance(SignedDuration::from_millis(50));
    }
    assert!(seen.is_sorted());
    seen.dedup();
    assert_eq!(seen, [0, 1, 2, 3, 4, 5], "file by file");
    let events = mover.events(&id).await;
    assert_eq!(events.first().map(String::as_str), Some("STARTED"));
    assert_eq!(events.last().map(String::as_str), Some("SUCCEEDED"));
    assert!(events.iter().any(|code| code == "PROGRESS"));
}

#[tokio::test]
async fn how_often_one_looks_changes_nothing() {
    let looks = async |steps: i64| {
        let mover = Mover::start().await;
        let id = mover.transfer((KRIOS, ARCHIVE), &[RUN], json!({})).await;
        let start = mover.local.now();
        for _ in 0..steps {
            mover
                .local
                .advance(SignedDuration::from_millis(6_000 / steps));
            mover.task(&id).await;
        }
        let done = mover.task(&id).await;
        assert_eq!(done["status"], "SUCCEEDED");
        let ended: Timestamp = done["completion_time"]
            .as_str()
            .expect("ended")
            .parse()
            .expect("a time");
        let took = (ended.as_second() - start.as_second()).max(0);
        (
            took,
            done["bytes_transferred"].clone(),
            mover.events(&id).await,
        )
    };
    let often = looks(60).await;
    let once = looks(1).await;
    assert_eq!((&often.1, &often.2), (&once.1, &once.2));
    assert!(
        (often.0 - once.0).abs() <= 1,
        "at its own time: {often:?}, {once:?}"
    );
}

#[tokio::test]
async fn three_are_at_work_and_others_wait_for_a_place() {
    let mover = Mover::start().await;
    let mut ids = Vec::new();
    for number in 0..5 {
        let to = format!("/run-{number}/");
        ids.push(
            mover
                .transfer((KRIOS, ARCHIVE), &[(RUN.0, &to)], json!({}))
                .await,
        );
    }
    let status = async |id: &str| mover.task(id).await["nice_status"].clone();
    for id in &ids[..3] {
        assert_eq!(status(id).await, "OK");
    }
    for id in &ids[3..] {
        assert_eq!(status(id).await, "Queued");
        assert!(mover.events(id).await.is_empty());
    }
    let (_, answer) = mover
        .send("POST", &format!("task/{}/cancel", ids[0]), &json!({}))
        .await;
    assert_eq!(answer["code"], "Canceled");
    assert_eq!(status(&ids[3]).await, "OK", "takes the place");
    assert_eq!(status(&ids[4]).await, "Queued");
    for id in &ids[1..] {
        assert_eq!(mover.a_minute_later(id).await["status"], "SUCCEEDED");
    }
}

#[tokio::test]
async fn a_canceled_task_has_failed_and_leaves_what_it_did() {
    let mover = Mover::start().await;
    let id = mover.transfer((KRIOS, ARCHIVE), &[RUN], json!({})).await;
    mover.local.advance(SignedDuration::from_millis(500));
    let path = format!("task/{id}/cancel");
    let (status, answer) = mover.send("POST", &path, &json!({})).await;
    assert_eq!((status, &answer["code"]), (200, &json!("Canceled")));
    assert_eq!(answer["resource"], format!("/v0.10/{path}"));
    let task = mover.a_minute_later(&id).await;
    assert_eq!(
        (&task["status"], &task["fatal_error"]["code"]),
        (&json!("FAILED"), &json!("CANCELED"))
    );
    let (done, left) = (&task["subtasks_succeeded"], &task["subtasks_canceled"]);
    assert_eq!(
        done.as_u64().zip(left.as_u64()).map(|(a, b)| a + b),
        task["subtasks_total"].as_u64()
    );
    assert!(left.as_u64() > Some(0));
    assert_eq!(
        mover.events(&id).await.last().map(String::as_str),
        Some("CANCELED")
    );
    let (_, again) = mover.send("POST", &path, &json!({})).await;
    assert_eq!(again["code"], "TaskComplete");
}

#[tokio::test]
async fn what_is_missing_is_retried_until_the_deadline() {
    let mover = Mover::start().await;
    let id = mover
        .transfer((KRIOS, ARCHIVE), &[("/nowhere", "/there")], json!({}))
        .await;
    let stuck = mover.a_minute_later(&id).await;
    assert_eq!(
        (&stuck["status"], &stuck["is_ok"]),
        (&json!("ACTIVE"), &json!(false))
    );
    assert_eq!(stuck["nice_status"], "FILE_NOT_FOUND");
    assert_eq!(stuck["subtasks_retrying"], 1);
    assert!(stuck["faults"].as_u64() > Some(1));
    mover.local.advance(SignedDuration::from_hours(23));
    assert_eq!(mover.task(&id).await["status"], "ACTIVE");
    mover.local.advance(SignedDuration::from_hours(1));
    let over = mover.task(&id).await;
    assert_eq!(
        (&over["status"], &over["fatal_error"]["code"]),
        (&json!("FAILED"), &json!("EXPIRED"))
    );
    assert_eq!(over["completion_time"], over["deadline"]);
    assert_eq!(over["subtasks_expired"], 1);
}

#[tokio::test]
async fn source_errors_are_skipped_on_request() {
    let mover = Mover::start().await;
    let items = [
        ("/nowhere", "/there"),
        ("/restricted/firmware.bin", "/f"),
        RUN,
    ];
    let options = json!({ "skip_source_errors": true });
    let id = mover.transfer((KRIOS, ARCHIVE), &items, options).await;
    let done = mover.a_minute_later(&id).await;
    assert_eq!(
        (&done["status"], &done["subtasks_skipped_errors"]),
        (&json!("SUCCEEDED"), &json!(2))
    );
    let list = mover.get(&format!("task/{id}/skipped_errors")).await;
    let codes = crate::support::texts(&list["DATA"], "error_code");
    assert_eq!(codes, ["FILE_NOT_FOUND", "PERMISSION_DENIED"]);
    assert_eq!(list["DATA"][0]["source_path"], "/nowhere");
    assert_eq!(list["DATA"][0]["destination_path"], "/there");
    assert!(
        mover
            .events(&id)
            .await
            .iter()
            .any(|code| code == "SKIPPED_ERRORS")
    );
}

#[tokio::test]
async fn ordered_faults_are_met_and_overcome_or_end_the_task() {
    let mover = Mover::start().await;
    let globus = &mover.local.globus;
    globus.arm_task_fault(TaskFault::new("ENDPOINT_TOO_BUSY").times(2));
    globus.arm_task_fault(TaskFault::new("NO_SPACE_LEFT").fatal());
    let first = mover.transfer((KRIOS, ARCHIVE), &[RUN], json!({})).await;
    let second = mover
        .transfer((KRIOS, ARCHIVE), &[(RUN.0, "/2/")], json!({}))
        .await;
    mover.local.advance(SignedDuration::from_secs(5));
    let busy = mover.task(&first).await;
    assert_eq!(
        (&busy["nice_status"], &busy["faults"]),
        (&json!("ENDPOINT_TOO_BUSY"), &json!(1))
    );
    let done = mover.a_minute_later(&first).await;
    assert_eq!(
        (&done["status"], &done["faults"]),
        (&json!("SUCCEEDED"), &json!(2))
    );
    assert!(done["is_ok"].is_null());
    let failed = mover.task(&second).await;
    assert_eq!(
        (&failed["status"], &failed["fatal_error"]["code"]),
        (&json!("FAILED"), &json!("NO_SPACE_LEFT"))
    );
}

#[tokio::test]
async fn a_paused_collection_holds_its_tasks_up() {
    let mut mover = Mover::start().await;
    let id = mover.transfer((KRIOS, ARCHIVE), &[RUN], json!({})).await;
    mover.local.advance(SignedDuration::from_millis(400));
    mover.local.globus.pause_tasks(KRIOS, "the cooling is out");
    let before = mover.task(&id).await;
    let paused = mover.a_minute_later(&id).await;
    assert_eq!(
        (&paused["is_paused"], &paused["nice_status"]),
        (&json!(true), &json!("PAUSED_BY_ADMIN"))
    );
    assert_eq!(paused["files_transferred"], before["files_transferred"]);
    let info = mover.get(&format!("task/{id}/pause_info")).await;
    assert_eq!(info["DATA_TYPE"], "pause_info_limited");
    assert_eq!(info["pause_rules"][0]["message"], "the cooling is out");
    mover.local.advance(SignedDuration::from_hours(24 * 60));
    mover.token = mover.local.access(crate::support::TRANSFER).await;
    assert_eq!(
        mover.task(&id).await["status"],
        "ACTIVE",
        "it waits for 90 days"
    );
    mover.local.globus.resume_tasks(KRIOS);
    let done = mover.a_minute_later(&id).await;
    assert_eq!(
        (&done["status"], &done["is_paused"]),
        (&json!("SUCCEEDED"), &json!(false))
    );
    let events = mover.events(&id).await;
    assert!(events.contains(&"PAUSED".to_owned()) && events.contains(&"UNPAUSED".to_owned()));
    let info = mover.get(&format!("task/{id}/pause_info")).await;
    assert_eq!(info["pause_rules"], json!([]));
}

#[tokio::test]
async fn a_computer_that_is_off_is_waited_for() {
    let mover = Mover::start().await;
    let items = [("/home/ada/README.txt", "/README.txt")];
    let id = mover
        .transfer((EAGLE, DISCONNECTED), &items, json!({}))
        .await;
    let stuck = mover.a_minute_later(&id).await;
    assert_eq!(stuck["nice_status"], "GC_NOT_CONNECTED");
}

#[tokio::test]
async fn label_and_deadline_can_be_changed_while_it_is_active() {
    let mover = Mover::start().await;
    let id = mover
        .transfer((KRIOS, ARCHIVE), &[("/nowhere", "/x")], json!({}))
        .await;
    let path = format!("task/{id}");
    let soon = (mover.local.now() + SignedDuration::from_hours(1)).to_string();
    let update = json!({ "DATA_TYPE": "task", "label": "another", "deadline": soon });
    let (status, answer) = mover.send("PUT", &path, &update).await;
    assert_eq!((status, &answer["code"]), (200, &json!("Updated")));
    assert_eq!(mover.task(&id).await["label"], "another");
    for bad in [
        json!({ "label": " edge" }),
        json!({ "label": "two\nlines" }),
        json!({ "label": "l".repeat(129) }),
        json!({ "label": 7 }),
        json!({ "deadline": "yesterday" }),
        json!({ "deadline": "2020-01-01" }),
    ] {
        let (status, answer) = mover.send("PUT", &path, &bad).await;
        assert_eq!(
            (status, &answer["code"]),
            (400, &json!("ClientError.BadRequest")),
            "{bad}"
        );
    }
    mover.local.advance(SignedDuration::from_hours(2));
    let over = mover.task(&id).await;
    assert_eq!(over["fatal_error"]["code"], "EXPIRED");
    let (status, answer) = mover.send("PUT", &path, &json!({ "label": "late" })).await;
    assert_eq!((status, &answer["code"]), (409, &json!("Conflict")));
}
