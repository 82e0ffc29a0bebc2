//! File operations that are answered at once.

use serde_json::{Value, json};

use super::{ARCHIVE, CLOSED, DELETED, DISCONNECTED, EAGLE, KRIOS, Mover, READ_ONLY};
use crate::support::texts;

fn ls(collection: &str, query: &str) -> String {
    format!("operation/endpoint/{collection}/ls?{query}")
}

#[tokio::test]
async fn a_listing_says_what_is_there() {
    let mover = Mover::start().await;
    let list = mover.get(&ls(EAGLE, "")).await;
    assert_eq!(list["DATA_TYPE"], "file_list");
    assert_eq!(list["absolute_path"], "/home/ada/");
    assert_eq!(list["endpoint"], EAGLE);
    assert_eq!((&list["length"], &list["total"]), (&json!(5), &json!(5)));
    assert_eq!(
        texts(&list["DATA"], "name"),
        [".bashrc", "README.txt", "empty.dat", "notes", "results"]
    );
    let file = &list["DATA"][1];
    assert_eq!(
        (&file["type"], &file["permissions"]),
        (&json!("file"), &json!("0644"))
    );
    let time = file["last_modified"].as_str().expect("a time");
    assert!(
        time.len() == 25 && time.as_bytes()[10] == b' ' && time.ends_with("+00:00"),
        "{time}"
    );
    assert!(file["link_target"].is_null());
    assert_eq!(list["DATA"][3]["type"], "dir");
    assert_eq!(
        mover.names(EAGLE, "~/notes").await,
        mover.names(EAGLE, "/home/ada/notes/").await
    );
    assert_eq!(mover.get(&ls(EAGLE, "local_user=ada")).await["total"], 5);
}

#[tokio::test]
async fn listings_are_filtered_ordered_and_paged() {
    let mover = Mover::start().await;
    let names = async |query: &str| {
        let list = mover
            .get(&ls(KRIOS, &format!("path=/2026-11-20/&{query}")))
            .await;
        texts(&list["DATA"], "name")
    };
    let all = names("").await;
    assert_eq!(all.len(), 5);
    assert_eq!(names("filter=name:~*.tif").await.len(), 4);
    assert_eq!(names("filter=name:!~*.tif").await, ["session.log"]);
    assert_eq!(names("filter=name:session.log").await, ["session.log"]);
    assert!(names("filter=type:dir").await.is_empty());
    assert_eq!(
        names("filter=type:dir&filter=name:=session.log").await,
        ["session.log"],
        "either"
    );
    assert_eq!(names("filter=name:~*.tif/size:<1").await.len(), 0, "both");
    let mut back = names("orderby=name%20DESC").await;
    back.reverse();
    assert_eq!(back, all);
    assert_eq!(names("limit=2&offset=1").await, all[1..3]);
    let page = mover.get(&ls(KRIOS, "path=/2026-11-20/&limit=2")).await;
    assert_eq!((&page["length"], &page["total"]), (&json!(2), &json!(5)));
    let hidden = mover.get(&ls(EAGLE, "show_hidden=0")).await;
    assert!(!texts(&hidden["DATA"], "name").contains(&".bashrc".to_owned()));
    for bad in [
        "filter=colour:red",
        "orderby=colour",
        "limit=0",
        "limit=100001",
        "show_hidden=maybe",
    ] {
        let (status, answer) = mover.try_get(&ls(KRIOS, bad)).await;
        assert_eq!(
            (status, &answer["code"]),
            (400, &json!("ClientError.BadRequest")),
            "{bad}"
        );
    }
}

#[tokio::test]
async fn the_same_seed_gives_the_same_files() {
    let listing = async || {
        let mover = Mover::start().await;
        let list = mover.get(&ls(KRIOS, "path=/2026-11-20/")).await;
        let sizes = list["DATA"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|file| file["size"].clone());
        sizes.collect::<Vec<Value>>()
    };
    assert_eq!(listing().await, listing().await);
}

#[tokio::test]
async fn directories_are_made_and_things_renamed() {
    let mover = Mover::start().await;
    let mkdir = format!("operation/endpoint/{ARCHIVE}/mkdir");
    let made = mover
        .post(&mkdir, &json!({ "DATA_TYPE": "mkdir", "path": "/new/" }))
        .await;
    assert_eq!(
        (&made["DATA_TYPE"], &made["code"]),
        (&json!("mkdir_result"), &json!("DirectoryCreated"))
    );
    assert_eq!(made["resource"], format!("/v0.10/{mkdir}"));
    let (status, again) = mover.send("POST", &mkdir, &json!({ "path": "/new" })).await;
    assert_eq!(
        (status, &again["code"]),
        (502, &json!("ExternalError.MkdirFailed.Exists"))
    );
    let (status, deep) = mover
        .send("POST", &mkdir, &json!({ "path": "/no/such/one" }))
        .await;
    assert_eq!(
        (status, &deep["code"]),
        (404, &json!("ClientError.NotFound"))
    );

    let rename = format!("operation/endpoint/{ARCHIVE}/rename");
    let body = json!({ "DATA_TYPE": "rename", "old_path": "/new", "new_path": "/newer", "local_user": "ada" });
    assert_eq!(mover.post(&rename, &body).await["code"], "FileRenamed");
    assert_eq!(mover.names(ARCHIVE, "/").await, ["newer"]);
    let (status, gone) = mover.send("POST", &rename, &body).await;
    assert_eq!(
        (status, &gone["code"]),
        (404, &json!("ClientError.NotFound"))
    );
    mover.post(&mkdir, &json!({ "path": "/new" })).await;
    let (status, taken) = mover.send("POST", &rename, &body).await;
    assert_eq!(
        (status, &taken["code"]),
        (502, &json!("ExternalError.RenameFailed.Exists"))
    );
    assert_eq!(mover.names(ARCHIVE, "/").await, ["new", "newer"]);
}

#[tokio::test]
async fn stat_looks_at_one_thing() {
    let mover = Mover::start().await;
    let (status, file) = mover.stat(KRIOS, "/README.txt").await;
    assert_eq!(
        (status, &file["name"], &file["type"]),
        (200, &json!("README.txt"), &json!("file"))
    );
    assert_eq!(mover.stat(KRIOS, "/").await.1["type"], "dir");
    let (status, missing) = mover.stat(KRIOS, "/foo").await;
    assert_eq!((status, &missing["code"]), (404, &json!("NotFound")));
    let (status, closed) = mover.stat(KRIOS, "/restricted/firmware.bin").await;
    assert_eq!(
        (status, &closed["code"]),
        (403, &json!("EndpointPermissionDenied"))
    );
}

#[tokio::test]
async fn collections_refuse_in_their_own_ways() {
    let mover = Mover::start().await;
    let unknown = "00000000-0000-0000-0000-000000000000";
    for (collection, query, status, code) in [
        (unknown, "", 404, "EndpointNotFound"),
        (DELETED, "", 404, "EndpointDeleted"),
        (CLOSED, "", 403, "EndpointPermissionDenied"),
        (
            DISCONNECTED,
            "",
            502,
            "ExternalError.DirListingFailed.GCDisconnected",
        ),
        (KRIOS, "path=/nowhere", 404, "ClientError.NotFound"),
        (
            KRIOS,
            "path=/README.txt",
            502,
            "ExternalError.DirListingFailed.NotDirectory",
        ),
        (KRIOS, "path=/restricted", 403, "EndpointPermissionDenied"),
    ] {
        let path = ls(collection, query);
        let (answered, answer) = mover.try_get(&path).await;
        assert_eq!(
            (answered, &answer["code"]),
            (status, &json!(code)),
            "{path}: {answer}"
        );
        let resource = format!("/v0.10/operation/endpoint/{collection}/ls");
        assert_eq!(answer["resource"], resource);
    }
    let mkdir = format!("operation/endpoint/{READ_ONLY}/mkdir");
    let (status, answer) = mover.send("POST", &mkdir, &json!({ "path": "/x" })).await;
    assert_eq!(
        (status, &answer["code"]),
        (403, &json!("EndpointPermissionDenied"))
    );
}
