//! Transfer over HTTP.

mod bookmarks;
mod collections;
mod confinement;
mod copies;
mod engine;
mod files;
mod history;
mod lists;
mod requirements;
mod submissions;

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Local, TRANSFER};

pub(crate) const MIDWAY: &str = "aa752cea-8222-5bc8-acd9-555b09000000";
pub(crate) const EAGLE: &str = "05d2c76a-e867-4f67-aa57-76edeb0beda0";
pub(crate) const KRIOS: &str = "1f3b5a70-92c4-4d0e-8e57-0c6f7d2b9a13";
pub(crate) const READ_ONLY: &str = "2c8e64d1-07a9-4b3f-9d62-5e1a8f4c7b20";
pub(crate) const ORION: &str = "59f7b3e8-1c64-4a2d-8f09-d4e2a7b6c153";
pub(crate) const ARCHIVE: &str = "7c43e9f0-2d85-4b1a-a6e7-8b9d0f2c5e75";
pub(crate) const LABORATORY: &str = "8d54fa01-3e96-4c2b-b7f8-9cae103d6f86";
pub(crate) const DISCONNECTED: &str = "6b12d8a5-f390-4e7c-95b6-7a0c3f1e8d64";
pub(crate) const DELETED: &str = "b087cd34-61c9-4f5e-aa1b-cfd143609cb9";
pub(crate) const CLOSED: &str = "9e65ab12-4fa7-4d3c-88f9-adbf214e7a97";

/// A local Globus, and a user who can use Transfer.
pub(crate) struct Mover {
    pub(crate) local: Local,
    pub(crate) token: String,
}

impl Mover {
    pub(crate) async fn start() -> Self {
        let local = Local::start().await;
        let token = local.access(TRANSFER).await;
        Self { local, token }
    }

    pub(crate) async fn try_get(&self, path: &str) -> (u16, Value) {
        self.local.get(&format!("v0.10/{path}"), &self.token).await
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let (status, body) = self.try_get(path).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    pub(crate) async fn send(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let method = method.parse().expect("a method");
        let url = self.local.url(&format!("v0.10/{path}"));
        let request = self.local.http.request(method, url).json(body);
        let request = request.bearer_auth(&self.token);
        let answer = request.send().await.expect("it answers");
        let status = answer.status().as_u16();
        (status, answer.json().await.expect("JSON"))
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        let (status, answer) = self.send("POST", path, body).await;
        assert!(status < 300, "{path}: {status} {answer}");
        answer
    }

    /// The names in a directory.
    pub(crate) async fn names(&self, collection: &str, path: &str) -> Vec<String> {
        let path = percent(path);
        let list = self
            .get(&format!("operation/endpoint/{collection}/ls?path={path}"))
            .await;
        crate::support::texts(&list["DATA"], "name")
    }

    pub(crate) async fn stat(&self, collection: &str, path: &str) -> (u16, Value) {
        let path = percent(path);
        self.try_get(&format!("operation/endpoint/{collection}/stat?path={path}"))
            .await
    }

    /// Submits a transfer of `items`, with `changes` to its document, and returns the task's id.
    pub(crate) async fn transfer(
        &self,
        ends: (&str, &str),
        items: &[(&str, &str)],
        changes: Value,
    ) -> String {
        let body = transfer_of(&self.submission_id().await, ends, items, changes);
        let answer = self.post("transfer", &body).await;
        assert_eq!(answer["code"], "Accepted", "{answer}");
        answer["task_id"].as_str().expect("an id").to_owned()
    }

    pub(crate) async fn submission_id(&self) -> String {
        let answer = self.get("submission_id").await;
        answer["value"].as_str().expect("an id").to_owned()
    }

    pub(crate) async fn task(&self, id: &str) -> Value {
        self.get(&format!("task/{id}")).await
    }

    /// The codes of a task's events, oldest first.
    pub(crate) async fn events(&self, id: &str) -> Vec<String> {
        let list = self.get(&format!("task/{id}/event_list?limit=1000")).await;
        let mut codes = crate::support::texts(&list["DATA"], "code");
        codes.reverse();
        codes
    }

    /// Lets a minute pass, in which any small task ends, and returns the task.
    pub(crate) async fn a_minute_later(&self, id: &str) -> Value {
        self.local.advance(SignedDuration::from_mins(1));
        self.task(id).await
    }
}

pub(crate) fn transfer_of(
    submission_id: &str,
    (source, destination): (&str, &str),
    items: &[(&str, &str)],
    changes: Value,
) -> Value {
    let items = items.iter().map(|(from, to)| {
        json!({ "DATA_TYPE": "transfer_item", "source_path": from, "destination_path": to })
    });
    let mut body = json!({
        "DATA_TYPE": "transfer", "submission_id": submission_id, "source_endpoint": source,
        "destination_endpoint": destination, "DATA": items.collect::<Vec<_>>(),
    });
    let Value::Object(changes) = changes else {
        panic!("changes are an object")
    };
    for (name, value) in changes {
        body[name] = value;
    }
    body
}

pub(crate) fn percent(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
