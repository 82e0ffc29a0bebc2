//! What the sample tasks did.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Mover;
use crate::support::{Local, TRANSFER, texts};

/// The newest task that matches `filter` and `holds`.
async fn find(mover: &Mover, filter: &str, holds: impl Fn(&Value) -> bool) -> Value {
    let list = mover
        .get(&format!("task_list?limit=1000&filter={filter}"))
        .await;
    let tasks = list["DATA"].as_array().expect("a list");
    tasks.iter().find(|task| holds(task)).expect("one").clone()
}

fn id(task: &Value) -> &str {
    task["task_id"].as_str().expect("an id")
}

#[tokio::test]
async fn every_task_can_be_looked_at_alone() {
    let mover = Mover::start().await;
    let list = mover.get("task_list?limit=1000").await;
    for task in list["DATA"].as_array().expect("a list") {
        assert_eq!(mover.task(id(task)).await, *task);
    }
    let narrow = mover.get("task_list?limit=1&fields=task_id,status").await;
    let fields: Vec<&String> = narrow["DATA"][0]
        .as_object()
        .expect("a task")
        .keys()
        .collect();
    assert_eq!(fields, ["DATA_TYPE", "status", "task_id"]);
}

#[tokio::test]
async fn events_fit_the_task() {
    let mover = Mover::start().await;
    let failing = find(&mover, "status:ACTIVE", |task| task["is_ok"] == false).await;
    let path = format!("task/{}/event_list", id(&failing));
    let faults = mover.get(&format!("{path}?filter=is_error:1")).await;
    assert!(faults["total"].as_u64() > Some(0));
    assert!(
        texts(&faults["DATA"], "code")
            .iter()
            .all(|code| *code == failing["nice_status"])
    );
    let others = mover.get(&format!("{path}?filter=is_error:0")).await;
    assert_eq!(texts(&others["DATA"], "code"), ["STARTED"]);
    let all = mover.get(&format!("{path}?filter=&limit=2&offset=1")).await;
    assert_eq!(
        (&all["length"], &all["limit"], &all["offset"]),
        (&json!(2), &json!(2), &json!(1))
    );
    let times = mover.get(&format!("{path}?limit=1000")).await;
    assert!(
        texts(&times["DATA"], "time").is_sorted_by(|a, b| a >= b),
        "newest first"
    );
    let (status, _) = mover.try_get(&format!("{path}?filter=code:AUTH")).await;
    assert_eq!(status, 400);

    let done = find(&mover, "status:SUCCEEDED", |task| {
        task["history_deleted"] == false
    })
    .await;
    let events = mover.events(id(&done)).await;
    assert_eq!(events, ["STARTED", "SUCCEEDED"]);
    let old = find(&mover, "status:SUCCEEDED", |task| {
        task["history_deleted"] == true
    })
    .await;
    assert!(mover.events(id(&old)).await.is_empty());
}

#[tokio::test]
async fn files_are_listed_by_marker_to_the_end() {
    let mover = Mover::start().await;
    let done = find(&mover, "status:SUCCEEDED/type:TRANSFER", |task| {
        task["history_deleted"] == false && task["files_transferred"].as_u64() > Some(300)
    })
    .await;
    let mut paths = BTreeSet::new();
    let mut marker = String::new();
    loop {
        let path = format!("task/{}/successful_transfers?marker={marker}", id(&done));
        let page = mover.get(&path).await;
        assert!(
            page["DATA"]
                .as_array()
                .is_some_and(|items| items.len() <= 100)
        );
        paths.extend(texts(&page["DATA"], "source_path"));
        match page["next_marker"].as_u64() {
            Some(next) => marker = next.to_string(),
            None => break,
        }
    }
    assert_eq!(done["files_transferred"], paths.len());

    let gaps = find(&mover, "status:SUCCEEDED", |task| {
        task["subtasks_skipped_errors"] != 0
    })
    .await;
    let list = mover
        .get(&format!("task/{}/skipped_errors", id(&gaps)))
        .await;
    assert_eq!(
        gaps["subtasks_skipped_errors"],
        list["DATA"].as_array().map_or(0, Vec::len)
    );
    let active = find(&mover, "status:ACTIVE", |task| task["type"] == "TRANSFER").await;
    let (status, answer) = mover
        .try_get(&format!("task/{}/successful_transfers", id(&active)))
        .await;
    assert_eq!(
        (status, &answer["code"]),
        (400, &json!("ClientError.BadRequest"))
    );
    assert!(
        answer["message"]
            .as_str()
            .is_some_and(|text| text.contains("still in progress"))
    );
}

#[tokio::test]
async fn old_tasks_can_be_canceled_and_renamed_too() {
    let mover = Mover::start().await;
    let active = find(&mover, "status:ACTIVE", |task| task["is_ok"] == true).await;
    let path = format!("task/{}", id(&active));
    let (status, _) = mover
        .send("PUT", &path, &json!({ "label": "renamed" }))
        .await;
    assert_eq!(status, 200);
    let (_, answer) = mover
        .send("POST", &format!("{path}/cancel"), &json!({}))
        .await;
    assert_eq!(answer["code"], "Canceled");
    let task = mover.a_minute_later(id(&active)).await;
    assert_eq!(
        (&task["status"], &task["label"]),
        (&json!("FAILED"), &json!("renamed"))
    );
    assert_eq!(
        mover.events(id(&active)).await.last().map(String::as_str),
        Some("CANCELED")
    );
    let paused = find(&mover, "status:ACTIVE", |task| task["is_paused"] == true).await;
    let info = mover.get(&format!("task/{}/pause_info", id(&paused))).await;
    assert_eq!(info["pause_rules"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn more_tasks_are_older_ones() {
    let local = Local::with(|builder| builder.auto_approve(true).tasks(1_500)).await;
    let token = local.access(TRANSFER).await;
    let many = Mover { local, token };
    let few = Mover::start().await;
    let ids = async |mover: &Mover| {
        let list = mover.get("task_list?limit=200").await;
        (list["total"].clone(), texts(&list["DATA"], "task_id"))
    };
    let (total, newest) = ids(&many).await;
    assert_eq!(total, 1_500);
    assert_eq!(newest, ids(&few).await.1);
}
