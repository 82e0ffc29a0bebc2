//! Creating, finding, renaming and deleting bookmarks.

use serde_json::json;

use super::{DELETED, KRIOS, Mover};
use crate::support::texts;

#[tokio::test]
async fn bookmarks_come_and_go() {
    let mover = Mover::start().await;
    let new = |name: &str| json!({ "DATA_TYPE": "bookmark", "name": name, "endpoint_id": KRIOS, "path": "/2026-11-20/" });
    let (status, made) = mover.send("POST", "bookmark", &new("night")).await;
    assert_eq!(status, 201);
    assert_eq!(
        (&made["name"], &made["path"]),
        (&json!("night"), &json!("/2026-11-20/"))
    );
    let path = format!("bookmark/{}", made["id"].as_str().expect("an id"));
    assert_eq!(mover.get(&path).await, made);
    let (status, taken) = mover.send("POST", "bookmark", &new("night")).await;
    assert_eq!((status, &taken["code"]), (409, &json!("Conflict")));
    mover.send("POST", "bookmark", &new("day")).await;
    let list = mover.get("bookmark_list").await;
    assert_eq!(list["DATA_TYPE"], "bookmark_list");
    assert_eq!(texts(&list["DATA"], "name"), ["day", "night"]);
    let (status, _) = mover.send("PUT", &path, &json!({ "name": "day" })).await;
    assert_eq!(status, 409);
    let (status, renamed) = mover.send("PUT", &path, &json!({ "name": "dusk" })).await;
    assert_eq!((status, &renamed["name"]), (200, &json!("dusk")));
    let (status, gone) = mover.send("DELETE", &path, &json!({})).await;
    assert_eq!((status, &gone["code"]), (200, &json!("Deleted")));
    let (status, missing) = mover.try_get(&path).await;
    assert_eq!(
        (status, &missing["code"]),
        (404, &json!("BookmarkNotFound"))
    );
}

#[tokio::test]
async fn what_is_no_bookmark_is_refused() {
    let mover = Mover::start().await;
    for (changes, status) in [
        (json!({ "name": "" }), 400),
        (json!({ "name": "n".repeat(129) }), 400),
        (json!({ "path": "here" }), 400),
        (json!({ "path": null }), 400),
        (json!({ "endpoint_id": DELETED }), 404),
        (json!({ "endpoint_id": "somewhere" }), 404),
    ] {
        let mut body = json!({ "name": "n", "endpoint_id": KRIOS, "path": "/" });
        for (name, value) in changes.as_object().expect("an object") {
            body[name] = value.clone();
        }
        let (answered, answer) = mover.send("POST", "bookmark", &body).await;
        assert_eq!(answered, status, "{changes}: {answer}");
    }
}
