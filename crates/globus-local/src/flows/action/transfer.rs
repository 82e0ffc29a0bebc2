//! The Transfer actions: first the consent, then Transfer itself.

use rand::{Rng, rngs::StdRng};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    consent::MissingConsent,
    outcome::Outcome,
    provider::{Provider, Verb},
    request::Request,
    started::{Running, Started},
};
use crate::transfer::scope::data_access as data_access_scope;

const ACTION_SCOPE: &str = "https://auth.globus.org/scopes/actions.globus.org/transfer/transfer";

pub(super) fn start(request: &Request<'_>, verb: Verb, random: &mut StdRng) -> Started {
    let ends = match verb {
        Verb::Transfer => ["source_endpoint_id", "destination_endpoint_id"].as_slice(),
        Verb::Delete | Verb::Ls | Verb::Mkdir => &["endpoint_id"],
    };
    for end in ends {
        let Some(collection) = collection(request.input, end) else {
            return Started::Refused(format!("'{end}' is a required property"));
        };
        if request.outside.needs_data_access(collection) && !request.may_use(collection) {
            return Started::NeedsConsent(data_access(request.flow_scope, collection));
        }
    }
    let submission_id = uuid::Builder::from_random_bytes(random.random()).into_uuid();
    match verb {
        Verb::Transfer => submit(request, "transfer", &transfer(request.input, submission_id)),
        Verb::Delete => submit(request, "delete", &delete(request.input, submission_id)),
        Verb::Ls | Verb::Mkdir => at_once(request, verb),
    }
}

/// The missing consent for a mapped collection.
pub(in crate::flows) fn data_access(flow_scope: &str, collection: &str) -> MissingConsent {
    let scope = data_access_scope(collection);
    let below = [
        ACTION_SCOPE,
        Provider::Transfer(Verb::Transfer).scope(),
        &scope,
    ];
    MissingConsent::new(flow_scope, &below, "Missing required data_access consent")
}

impl Request<'_> {
    /// The consent may be below the action's own scope, as Flows asks for it, or directly below
    /// Transfer's, as the Globus SDK does.
    pub(in crate::flows) fn may_use(&self, collection: &str) -> bool {
        let transfer = Provider::Transfer(Verb::Transfer).scope().to_owned();
        let long = [
            ACTION_SCOPE.to_owned(),
            transfer,
            data_access_scope(collection),
        ];
        self.is_consented(&long) || self.is_consented(&long[1..])
    }
}

/// The newer providers name the source and destination as Transfer does.
fn collection<'a>(input: &'a Value, end: &str) -> Option<&'a str> {
    let short = end.trim_end_matches("_id");
    input[end].as_str().or_else(|| input[short].as_str())
}

fn submit(request: &Request<'_>, kind: &str, document: &Value) -> Started {
    match request.outside.submit(request.access, kind, document) {
        Ok(task_id) => Started::Running(Running::Task(task_id)),
        Err(problem) => Started::Refused(problem),
    }
}

fn at_once(request: &Request<'_>, verb: Verb) -> Started {
    let collection = collection(request.input, "endpoint_id").unwrap_or_default();
    let path = request.input["path"].as_str().unwrap_or("/");
    let result = match verb {
        Verb::Mkdir => request.outside.mkdir(request.access, collection, path),
        _ => request.outside.ls(request.access, collection, path),
    };
    match result {
        Ok(details) => Started::Running(Running::Until {
            time: request.now,
            outcome: Outcome {
                is_success: true,
                details,
            },
        }),
        Err(problem) => Started::Refused(problem),
    }
}

/// Names that an action and a submission share are kept.
fn transfer(input: &Value, submission_id: Uuid) -> Value {
    let mut document = input.clone();
    let items = ["transfer_items", "DATA"]
        .iter()
        .find_map(|name| input[name].as_array());
    let items = items.into_iter().flatten().map(|item| {
        let mut item = item.clone();
        item["DATA_TYPE"] = "transfer_item".into();
        item
    });
    document["DATA"] = items.collect();
    document["DATA_TYPE"] = "transfer".into();
    document["submission_id"] = json!(submission_id);
    for end in ["source_endpoint", "destination_endpoint"] {
        document[end] = collection(input, &format!("{end}_id")).into();
    }
    remove(
        &mut document,
        &[
            "transfer_items",
            "source_endpoint_id",
            "destination_endpoint_id",
        ],
    );
    document
}

fn delete(input: &Value, submission_id: Uuid) -> Value {
    let mut document = input.clone();
    let items = ["items", "DATA"]
        .iter()
        .find_map(|name| input[name].as_array());
    let one = input["path"].as_str();
    let paths = items
        .into_iter()
        .flatten()
        .filter_map(|item| item["path"].as_str().or_else(|| item.as_str()));
    document["DATA"] = paths
        .chain(one)
        .map(|path| json!({ "DATA_TYPE": "delete_item", "path": path }))
        .collect();
    document["DATA_TYPE"] = "delete".into();
    document["submission_id"] = json!(submission_id);
    document["endpoint"] = collection(input, "endpoint_id").into();
    remove(&mut document, &["items", "path", "endpoint_id"]);
    document
}

fn remove(document: &mut Value, names: &[&str]) {
    if let Some(fields) = document.as_object_mut() {
        fields.retain(|name, _| !names.contains(&name.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_becomes_a_submission() {
        let id = Uuid::nil();
        let input = json!({
            "source_endpoint_id": "a", "destination_endpoint_id": "b", "label": "l",
            "transfer_items": [{"source_path": "/x", "destination_path": "/y", "recursive": true}],
        });
        let expected = json!({
            "DATA_TYPE": "transfer", "submission_id": id, "label": "l",
            "source_endpoint": "a", "destination_endpoint": "b",
            "DATA": [{"DATA_TYPE": "transfer_item", "source_path": "/x",
                "destination_path": "/y", "recursive": true}],
        });
        assert_eq!(transfer(&input, id), expected);
        let newer = json!({
            "source_endpoint": "a", "destination_endpoint": "b", "label": "l",
            "DATA": [{"source_path": "/x", "destination_path": "/y", "recursive": true}],
        });
        assert_eq!(transfer(&newer, id), expected);
        let expected = json!({
            "DATA_TYPE": "delete", "submission_id": id, "endpoint": "a", "recursive": true,
            "DATA": [{"DATA_TYPE": "delete_item", "path": "/x"}],
        });
        for input in [
            json!({"endpoint_id": "a", "items": ["/x"], "recursive": true}),
            json!({"endpoint_id": "a", "path": "/x", "recursive": true}),
            json!({"endpoint": "a", "DATA": [{"path": "/x"}], "recursive": true}),
        ] {
            assert_eq!(delete(&input, id), expected);
        }
    }
}
