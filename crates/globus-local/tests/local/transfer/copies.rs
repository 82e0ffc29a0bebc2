//! What tasks do to files.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{ARCHIVE, EAGLE, KRIOS, Mover, READ_ONLY};
use crate::support::texts;

const RUN: &str = "/2026-11-20/";

async fn size(mover: &Mover, collection: &str, path: &str) -> Value {
    let (status, body) = mover.stat(collection, path).await;
    assert_eq!(status, 200, "{body}");
    body["size"].clone()
}

#[tokio::test]
async fn a_directory_is_copied_with_all_that_is_in_it() {
    let mover = Mover::start().await;
    let id = mover
        .transfer((KRIOS, ARCHIVE), &[("/", "/krios/")], json!({}))
        .await;
    let done = mover.a_minute_later(&id).await;
    // A directory that the administrator closed cannot be read, and is retried.
    assert_eq!(done["nice_status"], "PERMISSION_DENIED", "{done}");
    assert_eq!(
        mover.names(ARCHIVE, "/krios").await,
        ["2026-11-20", "2026-11-21", "README.txt", "calibration"]
    );
    let names = mover.names(ARCHIVE, "/krios/2026-11-20").await;
    assert_eq!(names, mover.names(KRIOS, RUN).await);
    for name in names {
        let path = format!("{RUN}{name}");
        let copy = size(&mover, ARCHIVE, &format!("/krios{path}")).await;
        assert_eq!(copy, size(&mover, KRIOS, &path).await, "{path}");
    }
}

#[tokio::test]
async fn a_task_lists_what_it_copied_with_checksums() {
    let mover = Mover::start().await;
    let id = mover
        .transfer(
            (KRIOS, ARCHIVE),
            &[(RUN, "/run/")],
            json!({ "label": "night" }),
        )
        .await;
    let done = mover.a_minute_later(&id).await;
    assert_eq!(
        (&done["status"], &done["label"]),
        (&json!("SUCCEEDED"), &json!("night"))
    );
    assert_eq!(
        (
            &done["files"],
            &done["directories"],
            &done["files_transferred"]
        ),
        (&json!(5), &json!(1), &json!(5))
    );
    assert_eq!(
        (&done["subtasks_total"], &done["subtasks_succeeded"]),
        (&json!(6), &json!(6))
    );
    assert_eq!(done["bytes_checksummed"], done["bytes_transferred"]);
    let list = mover.get(&format!("task/{id}/successful_transfers")).await;
    let items = list["DATA"].as_array().expect("a list");
    assert_eq!(items.len(), 5);
    let bytes: u64 = items.iter().filter_map(|item| item["size"].as_u64()).sum();
    assert_eq!(done["bytes_transferred"], bytes);
    for item in items {
        let (from, to) = (&item["source_path"], &item["destination_path"]);
        let name = from
            .as_str()
            .and_then(|path| path.strip_prefix(RUN))
            .expect("below it");
        assert_eq!(*to, format!("/run/{name}"));
        assert_eq!(item["checksum"].as_str().map(str::len), Some(64), "{item}");
    }
    assert!(list["next_marker"].is_null());
}

#[tokio::test]
async fn sync_levels_copy_what_differs() {
    let mover = Mover::start().await;
    let ends = (KRIOS, ARCHIVE);
    let item = [(RUN, "/run/")];
    let first = mover.transfer(ends, &item, json!({})).await;
    assert_eq!(mover.a_minute_later(&first).await["files_transferred"], 5);
    // A different size, and different content of the same size: the flats of one day are noise.
    let other = [("/2026-11-20/frame-0001.tif", "/run/frame-0002.tif")];
    let spoilt = mover.transfer(ends, &other, json!({})).await;
    mover.a_minute_later(&spoilt).await;
    for (level, copied) in [(0, 0), (1, 1), (2, 0), (3, 0)] {
        let id = mover
            .transfer(ends, &item, json!({ "sync_level": level }))
            .await;
        let done = mover.a_minute_later(&id).await;
        assert_eq!(done["files_transferred"], copied, "level {level}: {done}");
        assert_eq!(done["files_skipped"], 5 - copied, "level {level}");
        assert_eq!(done["sync_level"], level);
    }
    mover.transfer(ends, &other, json!({})).await;
    mover.local.advance(SignedDuration::from_mins(1));
    let id = mover
        .transfer(ends, &item, json!({ "sync_level": 3 }))
        .await;
    let done = mover.a_minute_later(&id).await;
    assert_eq!(done["files_transferred"], 1, "checksums tell");
}

#[tokio::test]
async fn filter_rules_choose_by_the_first_that_matches() {
    let mover = Mover::start().await;
    let rules = json!({ "filter_rules": [
        { "DATA_TYPE": "filter_rule", "method": "include", "name": "frame-000[12].tif", "type": "file" },
        { "DATA_TYPE": "filter_rule", "method": "exclude", "name": "*", "type": "file" },
        { "DATA_TYPE": "filter_rule", "method": "exclude", "name": "restricted" },
    ]});
    let id = mover
        .transfer((KRIOS, ARCHIVE), &[("/", "/k/")], rules.clone())
        .await;
    let done = mover.a_minute_later(&id).await;
    assert_eq!(done["status"], "SUCCEEDED", "{done}");
    assert_eq!(done["filter_rules"], rules["filter_rules"]);
    assert_eq!(
        mover.names(ARCHIVE, "/k/2026-11-20").await,
        ["frame-0001.tif", "frame-0002.tif"]
    );
    assert_eq!(
        mover.names(ARCHIVE, "/k/").await,
        ["2026-11-20", "2026-11-21", "calibration"]
    );
}

#[tokio::test]
async fn times_are_kept_on_request_and_extra_files_go() {
    let mover = Mover::start().await;
    let mkdir = format!("operation/endpoint/{ARCHIVE}/mkdir");
    for path in ["/run", "/run/extra", "/run/extra/deep"] {
        mover.post(&mkdir, &json!({ "path": path })).await;
    }
    let options = json!({ "preserve_timestamp": true, "delete_destination_extra": true });
    let id = mover
        .transfer((KRIOS, ARCHIVE), &[(RUN, "/run/")], options)
        .await;
    assert_eq!(mover.a_minute_later(&id).await["status"], "SUCCEEDED");
    assert_eq!(
        mover.names(ARCHIVE, "/run").await,
        mover.names(KRIOS, RUN).await
    );
    let time = async |collection: &str, path: &str| {
        mover.stat(collection, path).await.1["last_modified"].clone()
    };
    let original = time(KRIOS, "/2026-11-20/session.log").await;
    assert_eq!(time(ARCHIVE, "/run/session.log").await, original);

    let plain = mover
        .transfer((KRIOS, ARCHIVE), &[(RUN, "/again/")], json!({}))
        .await;
    mover.a_minute_later(&plain).await;
    assert_ne!(time(ARCHIVE, "/again/session.log").await, original);
}

#[tokio::test]
async fn a_checksum_from_outside_decides() {
    let mover = Mover::start().await;
    let mut body = super::transfer_of(
        &mover.submission_id().await,
        (KRIOS, ARCHIVE),
        &[("/README.txt", "/README.txt")],
        json!({}),
    );
    body["DATA"][0]["external_checksum"] = "00".repeat(16).into();
    let id = mover.post("transfer", &body).await["task_id"].clone();
    let id = id.as_str().expect("an id");
    let failed = mover.a_minute_later(id).await;
    assert_eq!(failed["status"], "FAILED");
    assert_eq!(failed["fatal_error"]["code"], "EXTERNAL_CHECKSUM_MISMATCH");
    assert_eq!(failed["subtasks_failed"], 1);
}

#[tokio::test]
async fn deletes_take_patterns_and_whole_directories() {
    let mover = Mover::start().await;
    let delete = async |paths: &[&str], options: Value| {
        let items = paths
            .iter()
            .map(|path| json!({ "DATA_TYPE": "delete_item", "path": path }));
        let mut body = json!({
            "DATA_TYPE": "delete", "submission_id": mover.submission_id().await,
            "endpoint": KRIOS, "DATA": items.collect::<Vec<_>>(),
        });
        for (name, value) in options.as_object().expect("options") {
            body[name] = value.clone();
        }
        let id = mover.post("delete", &body).await["task_id"].clone();
        mover.a_minute_later(id.as_str().expect("an id")).await
    };
    let done = delete(
        &["/2026-11-20/frame-*.tif"],
        json!({ "interpret_globs": true }),
    )
    .await;
    assert_eq!(
        (&done["status"], &done["type"]),
        (&json!("SUCCEEDED"), &json!("DELETE"))
    );
    assert_eq!(mover.names(KRIOS, RUN).await, ["session.log"]);
    let refused = delete(&["/2026-11-21"], json!({})).await;
    assert_eq!(refused["nice_status"], "IS_A_DIRECTORY");
    let done = delete(
        &["/2026-11-21", "/calibration"],
        json!({ "recursive": true }),
    )
    .await;
    assert_eq!(done["status"], "SUCCEEDED", "{done}");
    assert_eq!(
        mover.names(KRIOS, "/").await,
        ["2026-11-20", "README.txt", "restricted"]
    );
    let missing = delete(&["/nowhere"], json!({ "ignore_missing": true })).await;
    assert_eq!(missing["status"], "SUCCEEDED");
    let missing = delete(&["/nowhere"], json!({})).await;
    assert_eq!(
        (&missing["status"], &missing["is_ok"]),
        (&json!("ACTIVE"), &json!(false))
    );
}

#[tokio::test]
async fn what_may_only_be_read_is_not_written() {
    let mover = Mover::start().await;
    let id = mover
        .transfer(
            (EAGLE, READ_ONLY),
            &[("/home/ada/README.txt", "/README.txt")],
            json!({}),
        )
        .await;
    let stuck = mover.a_minute_later(&id).await;
    assert_eq!(
        (&stuck["status"], &stuck["is_ok"]),
        (&json!("ACTIVE"), &json!(false))
    );
    assert_eq!(stuck["nice_status"], "PERMISSION_DENIED");
    let list = mover
        .get(&format!("task/{id}/event_list?filter=is_error:1"))
        .await;
    assert_eq!(texts(&list["DATA"], "code")[0], "PERMISSION_DENIED");
}
