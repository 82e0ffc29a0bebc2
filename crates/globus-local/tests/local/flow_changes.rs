//! Creating, updating, checking and deleting flows.

use serde_json::{Value, json};

use crate::{
    researcher::{Researcher, flow_scope},
    support::{FLOWS, texts},
};

fn pass() -> Value {
    json!({ "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } })
}

#[tokio::test]
async fn a_flow_is_made_read_changed_and_deleted() {
    let ada = Researcher::new().await;
    let group = "urn:globus:groups:id:b0a5f1b2-57e0-4f55-9d3a-2f1c7f0d6e33";
    let (status, made) = ada
        .post(
            "flows",
            &json!({
                "title": "Mine", "definition": pass(), "input_schema": {"type": "object"},
                "keywords": ["a", "b"], "flow_viewers": ["public"], "run_monitors": [group],
            }),
        )
        .await;
    assert_eq!(status, 201, "{made}");
    let id = made["id"].as_str().expect("an id");
    assert_eq!(made["globus_auth_scope"], flow_scope(id));
    assert_eq!(made["user_role"], "flow_owner");
    assert_eq!(
        (&made["flow_viewers"], &made["run_monitors"]),
        (&json!(["public"]), &json!([group]))
    );
    assert_eq!(
        (&made["subtitle"], &made["is_high_assurance"]),
        (&"".into(), &false.into())
    );
    let path = format!("flows/{id}");
    assert_eq!(ada.read(&path).await, made);

    let listed = async || ada.read("flows?filter_title=Mine").await["flows"][0].clone();
    assert_eq!(listed().await, made);

    ada.local.advance(jiff::SignedDuration::from_secs(1));
    let (status, changed) = ada
        .put(&path, &json!({ "subtitle": "Really", "keywords": [] }))
        .await;
    assert_eq!(status, 200);
    assert_eq!(
        (&changed["subtitle"], &changed["keywords"]),
        (&"Really".into(), &json!([]))
    );
    assert_eq!(changed["title"], "Mine", "what is not given stays");
    assert_eq!(listed().await, changed, "lists know of it");
    assert!(changed["updated_at"].as_str() > made["updated_at"].as_str());
    assert_eq!(changed["created_at"], made["created_at"]);
    let (_, changed) = ada
        .put(&path, &json!({ "subscription_id": "DEFAULT" }))
        .await;
    assert!(changed["subscription_id"].is_string());

    let (status, deleted) = ada.delete(&path).await;
    assert_eq!((status, &deleted["DELETED"]), (200, &true.into()));
    assert!(deleted["deleted_at"].is_string() && deleted["id"] == id);
    assert_eq!(ada.get(&path).await.0, 404);
    assert_eq!(ada.delete(&path).await.0, 404);
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_with_its_place() {
    let ada = Researcher::new().await;
    let id = "ae341a98-d274-11e5-b888-dbae3a8ba545";
    let long = "x".repeat(129);
    let words = "w".repeat(1_025);
    let many = vec![format!("urn:globus:auth:identity:{id}"); 17];
    for (change, loc) in [
        (json!({"title": ""}), json!(["title"])),
        (json!({"title": null}), json!(["title"])),
        (json!({"title": long}), json!(["title"])),
        (json!({"subtitle": long}), json!(["subtitle"])),
        (
            json!({"description": "x".repeat(4_097)}),
            json!(["description"]),
        ),
        (json!({"definition": null}), json!(["definition"])),
        (
            json!({"definition": {"StartAt": "A"}}),
            json!(["definition", "States"]),
        ),
        (
            json!({"definition": {"StartAt": "A", "States": {"A": {"Type": "Pass"}}}}),
            json!(["definition", "States", "A"]),
        ),
        (
            json!({"input_schema": {"type": "dance"}}),
            json!(["input_schema"]),
        ),
        (json!({"keywords": [words]}), json!(["keywords"])),
        (
            json!({"flow_administrators": [id]}),
            json!(["flow_administrators", 0]),
        ),
        (
            json!({"flow_starters": ["public"]}),
            json!(["flow_starters", 0]),
        ),
        (json!({"run_managers": many}), json!(["run_managers"])),
        (
            json!({"subscription_id": "none"}),
            json!(["subscription_id"]),
        ),
    ] {
        let mut body = json!({"title": "T", "definition": pass(), "input_schema": {}});
        for (name, value) in change.as_object().expect("an object") {
            body[name] = value.clone();
        }
        let (status, answer) = ada.post("flows", &body).await;
        assert_eq!(status, 422, "{change}: {answer}");
        assert_eq!(answer["error"]["code"], "UNPROCESSABLE_ENTITY");
        let detail = &answer["error"]["detail"];
        assert_eq!(detail[0]["loc"], loc, "{change}: {answer}");
        assert_eq!(detail.as_array().map(Vec::len), Some(1), "{answer}");
        let message = answer["error"]["message"].as_str().expect("words");
        assert!(
            message.starts_with("1 validation error in body. $."),
            "{message}"
        );
        assert!(answer["debug_id"].is_string());
    }
    let (status, answer) = ada.post("flows", &json!([])).await;
    assert_eq!(
        (status, &answer["error"]["code"]),
        (422, &"UNPROCESSABLE_ENTITY".into())
    );
    assert_eq!(
        ada.read("flows?filter_title=T&per_page=100&filter_roles=flow_owner")
            .await["flows"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|flow| flow["title"] == "T")
            .count(),
        0
    );
}

#[tokio::test]
async fn a_definition_is_checked_without_being_kept() {
    let ada = Researcher::new().await;
    let action = |url: &str| {
        json!({"StartAt": "A", "States": {
        "A": {"Type": "Action", "ActionUrl": url, "Parameters": {}, "End": true}}})
    };
    let definition = action("https://transfer.actions.globus.org/transfer");
    let (status, body) = ada
        .post("flows/validate", &json!({"definition": definition}))
        .await;
    assert_eq!(status, 200);
    assert_eq!(
        body,
        json!({"scopes": {"User": ["urn:globus:auth:scope:transfer.api.globus.org:all"]}})
    );
    let mut open = action("https://transfer.actions.globus.org/transfer");
    open["States"]["A"]
        .as_object_mut()
        .expect("a state")
        .remove("End");
    let (status, body) = ada
        .post("flows/validate", &json!({"definition": open}))
        .await;
    assert_eq!(status, 422);
    assert_eq!(
        body["error"]["detail"],
        json!([{
            "loc": ["definition", "States", "A"],
            "msg": "A state of type 'Action' must be defined as either terminal (\"End\": true) or \
                    transitional (\"Next\": \"NextStateId\")",
            "type": "value_error",
        }])
    );
    assert_eq!(ada.post("flows/validate", &json!({})).await.0, 422);
    let viewer = ada.local.access(&format!("{FLOWS}/view_flows")).await;
    let (status, body) = ada
        .send(
            reqwest::Method::POST,
            "flows/validate",
            &viewer,
            Some(&json!({})),
        )
        .await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (403, &"MISSING_SCOPE".into())
    );
}

#[tokio::test]
async fn only_administrators_change_a_flow_or_see_who_else_may() {
    let ada = Researcher::new().await;
    let flows = ada.read("flows?per_page=100").await["flows"].clone();
    let with_role = |role: &str| {
        let flows = flows.as_array().expect("a list");
        let flow = flows
            .iter()
            .find(|flow| flow["user_role"] == role && flow["is_high_assurance"] == false);
        flow.expect(role).clone()
    };
    for (role, status) in [
        ("flow_viewer", 403),
        ("flow_starter", 403),
        ("flow_administrator", 200),
        ("flow_owner", 200),
    ] {
        let flow = with_role(role);
        let is_shown = status == 200;
        for list in [
            "flow_viewers",
            "flow_administrators",
            "run_managers",
            "visible_to",
        ] {
            let is_empty = flow[list].as_array().expect(list).is_empty();
            assert_ne!(is_empty, is_shown, "{role}: {list}");
        }
        let path = format!("flows/{}", flow["id"].as_str().expect("an id"));
        let (answered, body) = ada.put(&path, &json!({"subtitle": "Changed"})).await;
        assert_eq!(answered, status, "{role}: {body}");
        if status == 403 {
            assert_eq!(body["error"]["code"], "FORBIDDEN");
            let (answered, _) = ada.delete(&path).await;
            assert_eq!(answered, 403, "{role}");
        }
    }
    assert_eq!(texts(&flows, "id").len(), 30);
}
