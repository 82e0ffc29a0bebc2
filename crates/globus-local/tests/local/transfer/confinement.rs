//! No path leads out of the sample files' folders.

use std::{fs, path::PathBuf};

use serde_json::json;

use super::{ARCHIVE, KRIOS, Mover, percent};

/// Paths that would lead out if they were taken literally.
const TRICKS: [&str; 24] = [
    "/..",
    "/../",
    "../",
    "~/..",
    "/~/../..",
    "/../../../../../../etc/passwd",
    "/a/../../../etc/passwd",
    "/2026-11-20/../../../etc/passwd",
    "/./../etc/passwd",
    "//../etc/passwd",
    "/..//..//etc/passwd",
    "..",
    "../../etc/passwd",
    "/etc/passwd",
    "//etc/passwd",
    "/proc/self/cwd",
    "/proc/self/root/etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/..\\..\\etc\\passwd",
    "C:\\Windows\\win.ini",
    "\\\\server\\share",
    "file:///etc/passwd",
    "/\u{2025}/etc/passwd",
];

/// The folders of the collections, as this process sees them.
fn homes() -> Vec<PathBuf> {
    let entries = fs::read_dir(std::env::temp_dir()).expect("a temporary folder");
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let ours = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with("globus-local-"))
    };
    paths.filter(ours).collect()
}

#[tokio::test]
async fn no_path_leads_out_of_a_collection() {
    let mover = Mover::start().await;
    mover.names(KRIOS, "/").await;
    for path in TRICKS {
        let ls = format!("operation/endpoint/{KRIOS}/ls?path={}", percent(path));
        let (status, body) = mover.try_get(&ls).await;
        assert!([400, 403, 404].contains(&status), "{path}: {status} {body}");
        let (status, body) = mover.stat(KRIOS, path).await;
        assert!([400, 403, 404].contains(&status), "{path}: {status} {body}");
        let mkdir = format!("operation/endpoint/{ARCHIVE}/mkdir");
        let inside = format!("{path}/globus-local-was-here");
        let (status, body) = mover.send("POST", &mkdir, &json!({ "path": inside })).await;
        assert!(
            [400, 403, 404, 502].contains(&status),
            "{path}: {status} {body}"
        );
        let rename = format!("operation/endpoint/{KRIOS}/rename");
        let body = json!({ "old_path": "/README.txt", "new_path": inside });
        let (status, body) = mover.send("POST", &rename, &body).await;
        assert!(
            [400, 403, 404, 502].contains(&status),
            "{path}: {status} {body}"
        );
    }
    assert!(
        mover
            .names(KRIOS, "/")
            .await
            .contains(&"README.txt".to_owned())
    );
}

#[tokio::test]
async fn null_characters_and_endless_names_are_refused() {
    let mover = Mover::start().await;
    for path in [
        "/a\0b".to_owned(),
        format!("/{}", "n".repeat(256)),
        "/n".repeat(3_000),
    ] {
        let (status, body) = mover.stat(KRIOS, &path).await;
        assert_eq!(
            (status, &body["code"]),
            (400, &json!("ClientError.BadRequest"))
        );
    }
}

#[tokio::test]
async fn tasks_stay_inside_as_well() {
    let mover = Mover::start().await;
    for path in TRICKS {
        for (from, to) in [(path, "/stolen"), ("/README.txt", path)] {
            let body = super::transfer_of(
                &mover.submission_id().await,
                (KRIOS, ARCHIVE),
                &[(from, to)],
                json!({}),
            );
            let (status, answer) = mover.send("POST", "transfer", &body).await;
            if status == 200 {
                let id = answer["task_id"].as_str().expect("an id");
                let task = mover.a_minute_later(id).await;
                let inside = task["status"] == "SUCCEEDED" && to == path;
                assert!(inside || task["is_ok"] == false, "{from} {to}: {task}");
                mover
                    .send("POST", &format!("task/{id}/cancel"), &json!({}))
                    .await;
            } else {
                assert_eq!(status, 400, "{from} {to}: {answer}");
            }
        }
    }
    assert!(!std::path::Path::new("/etc/stolen").exists());
}

/// Links that the user of this computer put there, as a careless or hostile program might.
#[cfg(unix)]
#[tokio::test]
async fn links_that_lead_out_are_shown_and_not_followed() {
    let secret = tempfile::tempdir().expect("a folder");
    fs::write(secret.path().join("secret.txt"), "secret").expect("written");
    let mover = Mover::start().await;
    // Several tests run at once. Only this one's Globus has this directory.
    let mark = format!("/mark-{}", mover.submission_id().await);
    let mark = format!("{mark}-{}", std::process::id());
    mover
        .post(
            &format!("operation/endpoint/{ARCHIVE}/mkdir"),
            &json!({ "path": mark }),
        )
        .await;
    let home = homes()
        .into_iter()
        .find(|home| home.join(ARCHIVE).join(&mark[1..]).exists())
        .expect("its folder");
    let folder = home.join(ARCHIVE).join(&mark[1..]);
    let link = |name: &str, target: &std::path::Path| {
        std::os::unix::fs::symlink(target, folder.join(name)).expect("a link");
    };
    link("out", secret.path());
    link("file", &secret.path().join("secret.txt"));
    link("up", std::path::Path::new("../../.."));
    link("loop", std::path::Path::new("loop"));
    fs::write(folder.join("real.txt"), "real").expect("written");
    link("inside", std::path::Path::new("real.txt"));

    let list = mover
        .get(&format!(
            "operation/endpoint/{ARCHIVE}/ls?path={}",
            percent(&mark)
        ))
        .await;
    for entry in list["DATA"].as_array().expect("a list") {
        let kind = match entry["name"].as_str() {
            Some("inside" | "real.txt") => "file",
            _ => "invalid_symlink",
        };
        assert_eq!(entry["type"], kind, "{entry}");
    }
    for path in ["out/secret.txt", "file/x", "up/etc", "out/new"] {
        let (status, _) = mover.stat(ARCHIVE, &format!("{mark}/{path}")).await;
        assert!([403, 404, 502].contains(&status), "{path}: {status}");
        let mkdir = format!("operation/endpoint/{ARCHIVE}/mkdir");
        let (status, _) = mover
            .send("POST", &mkdir, &json!({ "path": format!("{mark}/{path}") }))
            .await;
        assert!(status >= 400, "{path}");
    }
    // Tasks do not follow them either: the file behind a link is neither read, written nor deleted.
    let items = [
        (format!("{mark}/file"), "/read".to_owned()),
        (format!("{mark}/real.txt"), format!("{mark}/file")),
        (format!("{mark}/out"), "/whole/".to_owned()),
    ];
    for (from, to) in &items {
        let id = mover
            .transfer((ARCHIVE, ARCHIVE), &[(from, to)], json!({}))
            .await;
        let task = mover.a_minute_later(&id).await;
        assert_eq!(task["is_ok"], false, "{from} {to}: {task}");
        mover
            .send("POST", &format!("task/{id}/cancel"), &json!({}))
            .await;
    }
    let body = json!({
        "DATA_TYPE": "delete", "submission_id": mover.submission_id().await, "endpoint": ARCHIVE,
        "recursive": true, "DATA": [{ "DATA_TYPE": "delete_item", "path": mark }],
    });
    let id = mover.post("delete", &body).await["task_id"].clone();
    let task = mover.a_minute_later(id.as_str().expect("an id")).await;
    assert_eq!(task["status"], "SUCCEEDED", "{task}");
    let left = fs::read_to_string(secret.path().join("secret.txt")).expect("still there");
    assert_eq!(left, "secret");
    assert_eq!(fs::read_dir(secret.path()).expect("a folder").count(), 1);
}

#[tokio::test]
async fn the_folders_go_with_the_globus() {
    let mover = Mover::start().await;
    let mark = format!("/mark-{}-gone", mover.submission_id().await);
    mover
        .post(
            &format!("operation/endpoint/{ARCHIVE}/mkdir"),
            &json!({ "path": mark }),
        )
        .await;
    let ours = |home: &PathBuf| home.join(ARCHIVE).join(&mark[1..]).exists();
    let home = homes().into_iter().find(ours).expect("its folder");
    mover.local.globus.shutdown().await;
    assert!(!home.exists());
}
