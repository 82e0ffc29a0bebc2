//! Ids that aren't UUIDs: they cost at most their own document.

use globus_app::{
    AuthClient, BookmarkList, EndpointPage, Flow, FlowPage, IdentityLookup, PauseInfo, Run,
    RunPage, Task, TaskPage, WebInputPage, WebInputSummary,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fake::{Answer, Fake, signed_in};

const GOOD: Uuid = Uuid::from_u128(7);
const ODD: &str = "#7";

/// The ids that stay of a list with three documents, of which the one in the middle has an odd id
/// in the field `id`.
fn stay<P: DeserializeOwned>(
    list: &str,
    document: &Value,
    id: &str,
    ids: impl Fn(P) -> Vec<Uuid>,
) -> Vec<Uuid> {
    let mut odd = document.clone();
    odd[id] = json!(ODD);
    let page = json!({ list: [document, odd, document] });
    ids(serde_json::from_value(page).expect("a list"))
}

#[test]
fn an_odd_id_leaves_the_rest_of_its_list() {
    let flow = json!({"id": GOOD});
    let flows = |page: FlowPage| page.flows.iter().map(|flow| flow.id).collect();
    assert_eq!(stay("flows", &flow, "id", flows), [GOOD; 2]);

    let run = json!({"run_id": GOOD, "flow_id": GOOD, "status": "ACTIVE"});
    let runs = |page: RunPage| page.runs.iter().map(|run| run.run_id).collect();
    assert_eq!(stay("runs", &run, "run_id", runs), [GOOD; 2]);
    assert_eq!(stay("runs", &run, "flow_id", runs), [GOOD; 2]);

    let question = json!({"id": GOOD, "status": "open"});
    let questions = |page: WebInputPage| {
        let questions = page.web_input_summaries.iter();
        questions.map(|question| question.id).collect()
    };
    let stayed = stay("web_input_summaries", &question, "id", questions);
    assert_eq!(stayed, [GOOD; 2]);

    let task = json!({"task_id": GOOD, "type": "DELETE", "status": "ACTIVE"});
    let tasks = |page: TaskPage| page.tasks.iter().map(|task| task.task_id).collect();
    assert_eq!(stay("DATA", &task, "task_id", tasks), [GOOD; 2]);

    let endpoint = json!({"id": GOOD});
    let endpoints = |page: EndpointPage| {
        let endpoints = page.endpoints.iter();
        endpoints.map(|endpoint| endpoint.id).collect()
    };
    assert_eq!(stay("DATA", &endpoint, "id", endpoints), [GOOD; 2]);

    let bookmark = json!({"id": GOOD, "name": "frames", "endpoint_id": GOOD, "path": "/"});
    let bookmarks = |list: BookmarkList| {
        let bookmarks = list.bookmarks.iter();
        bookmarks.map(|bookmark| bookmark.id).collect()
    };
    for id in ["id", "endpoint_id"] {
        assert_eq!(stay("DATA", &bookmark, id, bookmarks), [GOOD; 2]);
    }
}

#[tokio::test]
async fn an_odd_identity_leaves_the_others() {
    let body = json!({
        "identities": [
            {"id": ODD, "username": "odd@uni.example"},
            {"id": GOOD, "username": "ada@uni.example", "identity_provider": ODD},
        ],
        "identity_set": [
            {"sub": GOOD, "username": "ada@uni.example"},
            {"sub": ODD, "username": "odd@uni.example"},
        ],
    });
    let globus = Fake::always(Answer::json(200, "", body.to_string())).await;
    let app = signed_in(&globus.url).await;
    let auth = AuthClient::new(&app);
    let lookup = IdentityLookup::Ids(vec![GOOD]);
    let found = auth.get_identities(&lookup).await.expect("a list");
    let found: Vec<_> = found
        .iter()
        .map(|identity| (identity.id, identity.identity_provider))
        .collect();
    assert_eq!(found, [(GOOD, None)]);
    let linked = auth.linked_identities().await.expect("a list");
    let linked: Vec<_> = linked.iter().map(|identity| identity.id).collect();
    assert_eq!(linked, [GOOD]);
}

/// Reads a document in which all of these fields are odd ids.
fn with_odd<T: DeserializeOwned>(mut document: Value, ids: &[&str]) -> T {
    for id in ids {
        document[id] = json!(ODD);
    }
    serde_json::from_value(document).expect("readable")
}

#[test]
fn an_odd_id_of_something_else_counts_as_missing() {
    let task = json!({"task_id": GOOD, "type": "DELETE", "status": "ACTIVE"});
    let ids = ["source_endpoint_id", "destination_endpoint_id", "owner_id"];
    let task: Task = with_odd(task, &ids);
    assert_eq!(
        (
            task.source_endpoint_id,
            task.destination_endpoint_id,
            task.owner_id
        ),
        (None, None, None)
    );

    let flow: Flow = with_odd(
        json!({"id": GOOD}),
        &["authentication_policy_id", "subscription_id"],
    );
    assert_eq!(
        (flow.authentication_policy_id, flow.subscription_id),
        (None, None)
    );

    let run = json!({
        "run_id": GOOD, "flow_id": GOOD, "status": "ACTIVE", "flow_description": {"id": ODD},
    });
    let run: Run = with_odd(run, &["blocking_web_input_id"]);
    assert_eq!(
        (run.blocking_web_input_id, run.flow_description),
        (None, None)
    );

    let question = json!({
        "id": GOOD, "status": "open", "flow": {"id": ODD}, "run": {"id": GOOD, "label": "nightly"},
    });
    let question: WebInputSummary = with_odd(question, &[]);
    assert_eq!(question.flow, None);
    assert_eq!(question.run.map(|run| run.id), Some(GOOD));

    let paused = json!({"pause_rules": [{"id": ODD, "endpoint_id": ODD, "message": "Moving"}]});
    let paused: PauseInfo = with_odd(paused, &[]);
    let rule = &paused.pause_rules[0];
    assert_eq!((rule.id, rule.endpoint_id), (None, None));
    assert_eq!(rule.message.as_deref(), Some("Moving"));
}

#[test]
fn a_document_alone_with_an_odd_id_is_an_error() {
    let error = serde_json::from_value::<Flow>(json!({ "id": ODD })).expect_err("no id");
    assert_eq!(error.to_string(), "its id isn't a UUID");
}
