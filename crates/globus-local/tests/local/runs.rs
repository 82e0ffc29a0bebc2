//! Starting, watching, updating, canceling and deleting runs.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    researcher::{HELLO, Researcher, id},
    support::{FLOWS, texts},
};

fn hello(sleep: i64) -> Value {
    json!({
        "A": {"Type": "Pass", "Next": "B"},
        "B": {"Type": "Action", "ActionUrl": HELLO, "ResultPath": "$.Hello", "End": true,
            "Parameters": {"echo_string.$": "$.say", "sleep_time": sleep}},
    })
}

#[tokio::test]
async fn a_run_goes_from_its_start_to_its_end_while_one_watches() {
    let ada = Researcher::new().await;
    let flow = ada.flow(hello(30)).await;
    let run = ada.start(&flow, json!({"say": "hi"})).await;
    assert_eq!(
        (&run["status"], &run["flow_id"]),
        (&"ACTIVE".into(), &flow.as_str().into())
    );
    assert_eq!(run["details"]["code"], "FlowStarting");
    assert_eq!(run["user_roles"], json!(["run_owner"]));
    let run = ada.later(&run, 5).await;
    assert_eq!(
        (&run["status"], &run["details"]["code"]),
        (&"ACTIVE".into(), &"ActionStarted".into())
    );
    let run = ada.later(&run, 60).await;
    assert_eq!(run["status"], "SUCCEEDED");
    assert_eq!(
        run["details"]["output"]["Hello"]["details"],
        json!({"Hello": "World", "hello": "hi"})
    );
    assert!(run["completion_time"].as_str() > run["start_time"].as_str());

    let path = format!("runs/{}", id(&run));
    let log = ada.read(&format!("{path}/log")).await;
    assert_eq!(
        texts(&log["entries"], "code"),
        [
            "FlowStarted",
            "PassStarted",
            "PassCompleted",
            "ActionStarted",
            "ActionCompleted",
            "FlowSucceeded"
        ]
    );
    assert_eq!(
        (&log["limit"], &log["has_next_page"]),
        (&10.into(), &false.into())
    );
    assert!(log.get("marker").is_none());
    let of_flow = ada.read(&format!("flows/{flow}/{path}/log")).await;
    assert_eq!(of_flow, log);

    let with_flow = ada
        .read(&format!("{path}?include_flow_description=True"))
        .await;
    assert_eq!(with_flow["flow_description"]["title"], "A new flow");
    assert!(
        ada.read(&format!("{path}?include_flow_description=False"))
            .await
            .get("flow_description")
            .is_none()
    );
}

#[tokio::test]
async fn logs_are_paged_both_ways() {
    let ada = Researcher::new().await;
    let flow = ada.flow(hello(1)).await;
    let run = ada.start(&flow, json!({"say": "hi"})).await;
    ada.later(&run, 60).await;
    let mut all = Vec::new();
    for order in ["False", "True"] {
        let mut entries = Vec::new();
        let first = format!("runs/{}/log?limit=4&reverse_order={order}", id(&run));
        let mut page = ada.read(&first).await;
        loop {
            entries.extend(page["entries"].as_array().expect("a list").clone());
            let Some(marker) = page["marker"].as_str() else {
                break;
            };
            assert_eq!(page["has_next_page"], true);
            page = ada
                .read(&format!("runs/{}/log?marker={marker}", id(&run)))
                .await;
        }
        assert_eq!(entries.len(), 6);
        all.push(entries);
    }
    all[1].reverse();
    assert_eq!(all[0], all[1]);
    let (status, _) = ada.get(&format!("runs/{}/log?limit=101", id(&run))).await;
    assert_eq!(status, 422);
}

#[tokio::test]
async fn a_run_needs_the_flows_own_scope_and_a_role() {
    let ada = Researcher::new().await;
    let flow = ada.flow(hello(1)).await;
    let other = ada.flow(hello(1)).await;
    let of_other = ada.flow_token(&other).await;
    let body = json!({"body": {}});
    for verb in ["run", "validate_run"] {
        let path = format!("flows/{flow}/{verb}");
        for (token, status, code) in [
            (ada.token.as_str(), 403, "MISSING_SCOPE"),
            (of_other.as_str(), 401, "AUTHENTICATION_ERROR"),
            ("forged", 401, "AUTHENTICATION_ERROR"),
        ] {
            let (answered, body) = ada.send(Method::POST, &path, token, Some(&body)).await;
            assert_eq!(
                (answered, &body["error"]["code"]),
                (status, &code.into()),
                "{verb}"
            );
        }
    }
    let viewed = ada.read("flows?filter_roles=flow_viewer").await["flows"][0]["id"].clone();
    let viewed = viewed.as_str().expect("an id");
    let token = ada.flow_token(viewed).await;
    let path = format!("flows/{viewed}/run");
    let (status, body) = ada.send(Method::POST, &path, &token, Some(&body)).await;
    assert_eq!((status, &body["error"]["code"]), (403, &"FORBIDDEN".into()));
    assert!(
        body["error"]["detail"]
            .as_str()
            .expect("words")
            .ends_with("Missing permissions: RUN.")
    );
}

#[tokio::test]
async fn the_input_must_meet_the_schema_and_the_rest_its_form() {
    let ada = Researcher::new().await;
    let definition = json!({"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}});
    let schema =
        json!({"type": "object", "required": ["n"], "properties": {"n": {"type": "boolean"}}});
    let flow = json!({"title": "T", "definition": definition, "input_schema": schema});
    let (_, flow) = ada.post("flows", &flow).await;
    let flow = flow["id"].as_str().expect("an id");
    let token = ada.flow_token(flow).await;
    for (body, status, code) in [
        (
            json!({"body": {"n": "not-a-boolean"}}),
            400,
            "FLOW_INPUT_ERROR",
        ),
        (json!({"body": {}}), 400, "FLOW_INPUT_ERROR"),
        (json!({}), 422, "UNPROCESSABLE_ENTITY"),
        (json!({"body": 7}), 422, "UNPROCESSABLE_ENTITY"),
        (
            json!({"body": {"n": true}, "tags": "x"}),
            422,
            "UNPROCESSABLE_ENTITY",
        ),
        (
            json!({"body": {"n": true}, "run_managers": ["me"]}),
            422,
            "UNPROCESSABLE_ENTITY",
        ),
        (
            json!({"body": {"n": true}, "activity_notification_policy": {"status": ["DONE"]}}),
            422,
            "UNPROCESSABLE_ENTITY",
        ),
    ] {
        for verb in ["run", "validate_run"] {
            let path = format!("flows/{flow}/{verb}");
            let (answered, answer) = ada.send(Method::POST, &path, &token, Some(&body)).await;
            assert_eq!(
                (answered, &answer["error"]["code"]),
                (status, &code.into()),
                "{body}: {answer}"
            );
            assert!(answer["error"]["message"].is_string() && answer["error"]["detail"].is_array());
        }
    }
    let good = json!({"body": {"n": true}, "label": "L", "tags": ["  a \t b ", "c"],
        "activity_notification_policy": {"status": ["INACTIVE", "FAILED"]}});
    let path = format!("flows/{flow}/validate_run");
    let (status, answer) = ada.send(Method::POST, &path, &token, Some(&good)).await;
    assert_eq!(
        (status, answer),
        (200, json!({"message": "validation successful"}))
    );
    let before = ada.read(&format!("flows/{flow}/runs")).await;
    assert_eq!(before["runs"], json!([]), "nothing was started");
    let (status, run) = ada
        .send(
            Method::POST,
            &format!("flows/{flow}/run"),
            &token,
            Some(&good),
        )
        .await;
    assert_eq!(
        (status, &run["label"], &run["tags"]),
        (201, &"L".into(), &json!(["a b", "c"]))
    );
}

#[tokio::test]
async fn a_run_keeps_the_definition_it_was_started_with() {
    let ada = Researcher::new().await;
    let flow = ada.flow(hello(60)).await;
    let run = ada.start(&flow, json!({"say": "old"})).await;
    let fail = json!({"StartAt": "A", "States": {"A": {"Type": "Fail"}}});
    let (status, _) = ada
        .put(
            &format!("flows/{flow}"),
            &json!({"definition": fail, "title": "New"}),
        )
        .await;
    assert_eq!(status, 200);
    assert_eq!(ada.delete(&format!("flows/{flow}")).await.0, 200);
    let run = ada.later(&run, 90).await;
    assert_eq!(
        (&run["status"], &run["flow_title"]),
        (&"SUCCEEDED".into(), &"A new flow".into())
    );
    let definition = ada.read(&format!("runs/{}/definition", id(&run))).await;
    assert_eq!(
        definition,
        json!({
            "flow_id": flow, "input_schema": {},
            "definition": {"StartAt": "A", "States": hello(60)},
        })
    );
}

#[tokio::test]
async fn a_run_is_updated_cancelled_and_released() {
    let ada = Researcher::new().await;
    let flow = ada.flow(hello(600)).await;
    let run = ada.start(&flow, json!({"say": "hi"})).await;
    let path = format!("runs/{}", id(&run));
    let monitor = "urn:globus:auth:identity:ae341a98-d274-11e5-b888-dbae3a8ba545";
    let (status, run) = ada
        .put(
            &path,
            &json!({"label": "new", "tags": [" x  y "], "run_monitors": [monitor]}),
        )
        .await;
    assert_eq!(status, 200);
    assert_eq!(
        (&run["label"], &run["tags"], &run["run_monitors"]),
        (&"new".into(), &json!(["x y"]), &json!([monitor]))
    );
    let (_, run) = ada.put(&path, &json!({"tags": []})).await;
    assert_eq!((&run["label"], &run["tags"]), (&"new".into(), &json!([])));

    let (status, refusal) = ada.post(&format!("{path}/release"), &json!({})).await;
    assert_eq!(
        (status, &refusal["error"]["code"]),
        (409, &"STATE_CONFLICT".into())
    );
    let words = refusal["error"]["detail"].as_str().expect("words");
    assert!(
        words.contains("has status 'ACTIVE' but must have status in"),
        "{words}"
    );

    let (status, run) = ada.post(&format!("{path}/cancel"), &json!({})).await;
    assert_eq!((status, &run["status"]), (202, &"FAILED".into()));
    assert_eq!(run["details"]["code"], "FlowCanceled");
    let log = ada
        .read(&format!("{path}/log?reverse_order=true&limit=1"))
        .await;
    assert_eq!(log["entries"][0]["code"], "FlowCanceled");
    let (status, again) = ada.post(&format!("{path}/cancel"), &json!({})).await;
    assert_eq!((status, again), (202, run.clone()), "it stays as it ended");

    let token = ada.flow_token(&flow).await;
    let (status, body) = ada
        .send(Method::POST, &format!("{path}/resume"), &token, None)
        .await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (409, &"STATE_CONFLICT".into())
    );
    let (status, released) = ada.post(&format!("{path}/release"), &json!({})).await;
    assert_eq!((status, released), (200, run));
    assert_eq!(ada.get(&path).await.0, 404);
    assert_eq!(ada.post(&format!("{path}/cancel"), &json!({})).await.0, 404);
}

#[tokio::test]
async fn many_runs_are_changed_at_once_or_none() {
    let ada = Researcher::new().await;
    let flow = ada.flow(hello(600)).await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(id(&ada.start(&flow, json!({"say": "hi"})).await).to_owned());
    }
    let batch = async |body: Value| ada.post("batch/runs", &body).await.0;
    let two = &ids[..2];
    assert_eq!(
        batch(json!({"filters": {"run_ids": two}, "add": {"tags": ["a", "b c"]}})).await,
        202
    );
    assert_eq!(batch(json!({"filters": {"run_ids": two}, "add": {"tags": ["a"]}, "remove": {"tags": ["b c"]}})).await, 202);
    let tags = async |id: &str| ada.read(&format!("runs/{id}")).await["tags"].clone();
    assert_eq!(tags(&ids[0]).await, json!(["a"]));
    assert_eq!(tags(&ids[2]).await, json!([]));
    assert_eq!(
        batch(json!({"filters": {"run_ids": two}, "set": {"status": "cancel", "tags": ["z"]}}))
            .await,
        202
    );
    let failed = ada
        .read(&format!("flows/{flow}/runs?filter_status=FAILED"))
        .await;
    let failed: BTreeSet<_> = texts(&failed["runs"], "run_id").into_iter().collect();
    assert_eq!(failed, two.iter().cloned().collect());
    assert_eq!(tags(&ids[1]).await, json!(["z"]));

    let stranger = "00000000-0000-4000-8000-000000000000";
    let mixed = json!({"filters": {"run_ids": [ids[2], stranger]}, "set": {"status": "cancel"}});
    assert_eq!(batch(mixed).await, 404);
    assert_eq!(
        ada.read(&format!("runs/{}", ids[2])).await["status"],
        "ACTIVE"
    );
    for bad in [
        json!({}),
        json!({"filters": {"run_ids": []}}),
        json!({"filters": {"run_ids": two}, "set": {"status": "resume"}}),
        json!({"filters": {"run_ids": two}, "add": {"status": "cancel"}}),
        json!({"filters": {"run_ids": two}, "add": {"run_managers": ["me"]}}),
    ] {
        assert_eq!(batch(bad.clone()).await, 422, "{bad}");
    }
}

#[tokio::test]
async fn each_operation_needs_a_scope_of_its_kind() {
    let ada = Researcher::new().await;
    let run = ada.read("runs?per_page=1").await["runs"][0].clone();
    let path = format!("runs/{}", id(&run));
    let status_only = ada.local.access(&format!("{FLOWS}/run_status")).await;
    let flows_only = ada.local.access(&format!("{FLOWS}/view_flows")).await;
    for (method, path, is_read) in [
        (Method::GET, "runs".to_owned(), true),
        (Method::GET, path.clone(), true),
        (Method::GET, format!("{path}/log"), true),
        (Method::GET, format!("{path}/definition"), true),
        (Method::PUT, path.clone(), false),
        (Method::POST, format!("{path}/cancel"), false),
        (Method::POST, format!("{path}/release"), false),
        (Method::POST, "batch/runs".to_owned(), false),
    ] {
        let body = (method != Method::GET).then(|| json!({}));
        let (status, _) = ada
            .send(method.clone(), &path, &status_only, body.as_ref())
            .await;
        assert_eq!(status, if is_read { 200 } else { 403 }, "{method} {path}");
        let (status, body) = ada
            .send(method.clone(), &path, &flows_only, body.as_ref())
            .await;
        assert_eq!(
            (status, &body["error"]["code"]),
            (403, &"MISSING_SCOPE".into()),
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn search_finds_the_flow_of_a_run() {
    let ada = Researcher::new().await;
    let run = ada.read("runs?per_page=1").await["runs"][0].clone();
    let index = "v1/index/2a318659-a547-4b48-a0fc-e0c19081a960/search";
    let question = |id: &str| {
        json!({"limit": 1, "filters": [
            {"type": "match_any", "field_name": "run_id", "values": [id]}]})
    };
    let scope = "urn:globus:auth:scope:search.api.globus.org:all";
    let token = ada.local.access(scope).await;
    let found = question(id(&run));
    let (status, body) = ada.send(Method::POST, index, &token, Some(&found)).await;
    assert_eq!(status, 200);
    let content = &body["gmeta"][0]["entries"][0]["content"];
    assert_eq!(content["flow_id"], run["flow_id"]);
    let none = question("00000000-0000-4000-8000-000000000000");
    let (_, body) = ada.send(Method::POST, index, &token, Some(&none)).await;
    assert_eq!(body["gmeta"], json!([]));
    let (status, _) = ada
        .send(Method::POST, index, &ada.token, Some(&found))
        .await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn who_only_watches_a_run_changes_nothing_and_does_not_see_who_else_may() {
    let ada = Researcher::new().await;
    let watched = ada.read("runs?filter_roles=run_monitor").await["runs"][0].clone();
    assert_eq!(watched["user_roles"], json!(["run_monitor"]));
    assert_eq!(
        (&watched["run_monitors"], &watched["run_managers"]),
        (&json!([]), &json!([]))
    );
    let run = id(&watched);
    let path = format!("runs/{run}");
    let batch = json!({"filters": {"run_ids": [run]}, "add": {"tags": ["mine"]}});
    for (method, path, body) in [
        (Method::PUT, path.clone(), json!({"label": "mine"})),
        (Method::POST, format!("{path}/cancel"), json!({})),
        (Method::POST, format!("{path}/release"), json!({})),
        (Method::POST, "batch/runs".to_owned(), batch),
    ] {
        let (status, body) = ada.send(method, &path, &ada.token, Some(&body)).await;
        assert_eq!(
            (status, &body["error"]["code"]),
            (403, &"FORBIDDEN".into()),
            "{path}"
        );
    }
    let token = ada
        .flow_token(watched["flow_id"].as_str().expect("an id"))
        .await;
    let (status, _) = ada
        .send(Method::POST, &format!("{path}/resume"), &token, None)
        .await;
    assert_eq!(status, 403);
    assert_eq!(ada.read(&path).await, watched, "nothing changed");

    let managed = ada.read("runs?filter_roles=run_manager").await["runs"][0].clone();
    let (status, body) = ada
        .put(&format!("runs/{}", id(&managed)), &json!({"label": "ours"}))
        .await;
    assert_eq!((status, &body["label"]), (200, &"ours".into()));
}
