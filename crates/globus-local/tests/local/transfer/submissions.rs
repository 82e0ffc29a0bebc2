//! Which submissions are refused, and how one is accepted only once.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{ARCHIVE, DELETED, KRIOS, Mover, transfer_of};

const ITEM: [(&str, &str); 1] = [("/README.txt", "/copy.txt")];

#[tokio::test]
async fn the_same_submission_id_leads_to_the_same_task() {
    let mover = Mover::start().await;
    let body = transfer_of(
        &mover.submission_id().await,
        (KRIOS, ARCHIVE),
        &ITEM,
        json!({}),
    );
    let first = mover.post("transfer", &body).await;
    assert_eq!(first["DATA_TYPE"], "transfer_result");
    assert_eq!(
        (&first["code"], &first["resource"]),
        (&json!("Accepted"), &json!("/v0.10/transfer"))
    );
    assert_eq!(first["submission_id"], body["submission_id"]);
    let again = mover.post("transfer", &body).await;
    assert_eq!(again["code"], "Duplicate");
    assert_eq!(again["task_id"], first["task_id"]);
    let list = mover.get("task_list?limit=1").await;
    assert_eq!(
        (&list["total"], &list["DATA"][0]["task_id"]),
        (&json!(201), &first["task_id"])
    );
}

#[tokio::test]
async fn submission_ids_are_new_each_time_and_the_same_for_a_seed() {
    let ids = async || {
        let mover = Mover::start().await;
        [mover.submission_id().await, mover.submission_id().await]
    };
    let first = ids().await;
    assert_ne!(first[0], first[1]);
    assert_eq!(first, ids().await);
}

#[tokio::test]
async fn what_cannot_be_done_is_refused_with_its_code() {
    let mover = Mover::start().await;
    let unknown = "00000000-0000-0000-0000-000000000000";
    let body = |changes: Value| {
        let id = "0d0e0a0d-0b0e-4e0f-8000-000000000001";
        transfer_of(id, (KRIOS, ARCHIVE), &ITEM, changes)
    };
    let item = |source: &str| {
        json!({ "DATA": [{
            "DATA_TYPE": "transfer_item", "source_path": source, "destination_path": "/x",
        }]})
    };
    for (changes, status, code) in [
        (
            json!({ "DATA": [] }),
            400,
            "ClientError.BadRequest.NoTransferItems",
        ),
        (
            json!({ "DATA_TYPE": "delete" }),
            400,
            "ClientError.BadRequest",
        ),
        (
            json!({ "submission_id": null }),
            400,
            "ClientError.BadRequest",
        ),
        (
            json!({ "source_endpoint": unknown }),
            404,
            "EndpointNotFound",
        ),
        (
            json!({ "destination_endpoint": DELETED }),
            404,
            "EndpointDeleted",
        ),
        (
            json!({ "label": "l".repeat(129) }),
            400,
            "ClientError.BadRequest",
        ),
        (
            json!({ "label": "two\nlines" }),
            400,
            "ClientError.BadRequest",
        ),
        (json!({ "label": "edge " }), 400, "ClientError.BadRequest"),
        (json!({ "deadline": "soon" }), 400, "ClientError.BadRequest"),
        (
            json!({ "deadline": "2020-01-01 00:00:00" }),
            400,
            "ClientError.BadRequest",
        ),
        (json!({ "sync_level": 4 }), 400, "ClientError.BadRequest"),
        (
            json!({ "sync_level": "mtime" }),
            400,
            "ClientError.BadRequest",
        ),
        (
            json!({ "verify_checksum": "yes" }),
            400,
            "ClientError.BadRequest",
        ),
        (
            json!({ "filter_rules": [{ "method": "keep", "name": "*" }] }),
            400,
            "ClientError.BadRequest",
        ),
        (
            json!({ "filter_rules": [{ "method": "exclude", "name": "[" }] }),
            400,
            "ClientError.BadRequest",
        ),
        (item("/a\0b"), 400, "ClientError.BadRequest"),
        (item("/../x"), 400, "ClientError.BadRequest"),
        (
            json!({ "DATA": [{ "DATA_TYPE": "transfer_item" }] }),
            400,
            "ClientError.BadRequest",
        ),
    ] {
        let (answered, answer) = mover.send("POST", "transfer", &body(changes.clone())).await;
        assert_eq!(
            (answered, &answer["code"]),
            (status, &json!(code)),
            "{changes}: {answer}"
        );
        assert_eq!(answer["resource"], "/v0.10/transfer");
    }
    assert_eq!(
        mover.get("task_list").await["total"],
        200,
        "nothing is half taken"
    );
}

#[tokio::test]
async fn deadlines_are_read_in_every_form_that_clients_write() {
    let mover = Mover::start().await;
    let day = mover.local.now() + SignedDuration::from_hours(48);
    for format in [
        "%Y-%m-%d",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M:%S+00:00",
    ] {
        let deadline = day.strftime(format).to_string();
        let id = mover
            .transfer((KRIOS, ARCHIVE), &ITEM, json!({ "deadline": deadline }))
            .await;
        let task = mover.task(&id).await;
        let expected = day.strftime("%Y-%m-%d").to_string();
        assert!(
            task["deadline"]
                .as_str()
                .is_some_and(|text| text.starts_with(&expected))
        );
    }
}

#[tokio::test]
async fn only_its_owner_sees_a_task() {
    let mover = Mover::start().await;
    let id = mover.transfer((KRIOS, ARCHIVE), &ITEM, json!({})).await;
    assert!(mover.local.globus.next_identity("charles@uni.example"));
    let token = mover.local.access(crate::support::TRANSFER).await;
    let charles = Mover { token, ..mover };
    assert_eq!(charles.get("task_list").await["total"], 0);
    let (status, answer) = charles.try_get(&format!("task/{id}")).await;
    assert_eq!((status, &answer["code"]), (404, &json!("TaskNotFound")));
    let (status, _) = charles
        .send("POST", &format!("task/{id}/cancel"), &json!({}))
        .await;
    assert_eq!(status, 404);
}
