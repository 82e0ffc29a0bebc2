//! Web inputs: the questions that runs ask.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    researcher::{ASK, Researcher, id},
    support::{FLOWS, texts},
};

const STRANGER: &str = "urn:globus:auth:identity:ae341a98-d274-11e5-b888-dbae3a8ba545";

async fn ask(ada: &Researcher, parameters: Value) -> Value {
    let mut parameters = parameters;
    parameters["options"] = json!([{"name": "Yes", "description": "Go on"}, {"name": "No"}]);
    let flow = ada
        .flow(json!({
            "A": {"Type": "Action", "ActionUrl": ASK, "Parameters": parameters,
                "WaitTime": 86_400, "ResultPath": "$.answer", "Next": "B"},
            "B": {"Type": "Pass", "InputPath": "$.answer.details", "End": true},
        }))
        .await;
    let run = ada.start(&flow, json!({})).await;
    ada.later(&run, 2).await
}

#[tokio::test]
async fn an_answer_lets_the_run_continue() {
    let ada = Researcher::new().await;
    let run = ask(
        &ada,
        json!({"prompt": "Deploy?", "text": "All tests passed."}),
    )
    .await;
    assert_eq!(run["status"], "ACTIVE");
    let input = run["blocking_web_input_id"].as_str().expect("it waits");
    let path = format!("web_inputs/{input}");
    let document = ada.read(&path).await;
    assert_eq!(
        (&document["status"], &document["input_type"]),
        (&"open".into(), &"selection".into())
    );
    assert_eq!(
        document["context"],
        json!({
            "title": "Deploy?", "presentation_style": "text", "text": "All tests passed.",
        })
    );
    assert_eq!(document["run"], json!({"id": id(&run), "label": null}));
    assert_eq!(document["user_roles"], json!(["respondent"]));
    assert_eq!(document["roles"]["respondent_urns"][0], run["run_owner"]);
    assert_eq!(texts(&document["options"], "label"), ["Yes", "No"]);
    assert_eq!(
        document["input_schema"]["oneOf"][0]["const"],
        document["options"][0]["option_id"]
    );

    let respond = format!("{path}/respond");
    let (status, body) = ada
        .post(&respond, &json!({"response": {"value": "not-an-option"}}))
        .await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (422, &"UNPROCESSABLE_ENTITY".into())
    );
    assert_eq!(
        body["error"]["detail"],
        "'not-an-option' is not a registered option id for this input."
    );
    assert_eq!(ada.post(&respond, &json!({})).await.0, 422);
    let answer = json!({"response": {"value": document["options"][1]["option_id"]}});
    let (status, body) = ada.post(&respond, &answer).await;
    assert_eq!((status, body), (200, json!({"status": "ok"})));
    let (status, body) = ada.post(&respond, &answer).await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (409, &"STATE_CONFLICT".into())
    );
    assert_eq!(
        body["error"]["detail"],
        format!("Web Input {input} is already closed.")
    );

    let run = ada.later(&run, 1).await;
    assert_eq!(
        (&run["status"], &run["blocking_web_input_id"]),
        (&"SUCCEEDED".into(), &Value::Null)
    );
    assert_eq!(run["details"]["output"]["name"], "No");
    let closed = ada.read(&path).await;
    assert!(closed["status"] == "closed" && closed["closed_timestamp"].is_string());
}

#[tokio::test]
async fn roles_decide_who_sees_and_who_answers() {
    let ada = Researcher::new().await;
    let me =
        ada.read("runs?filter_roles=run_owner&per_page=1").await["runs"][0]["run_owner"].clone();
    let run = ask(&ada, json!({"viewers": [me], "respondents": [STRANGER]})).await;
    let path = format!(
        "web_inputs/{}",
        run["blocking_web_input_id"].as_str().expect("it waits")
    );
    assert_eq!(ada.read(&path).await["user_roles"], json!(["viewer"]));
    let (status, body) = ada.post(&format!("{path}/respond"), &json!({})).await;
    assert_eq!((status, &body["error"]["code"]), (403, &"FORBIDDEN".into()));

    let run = ask(&ada, json!({"respondents": [STRANGER]})).await;
    let hidden = format!(
        "web_inputs/{}",
        run["blocking_web_input_id"].as_str().expect("it waits")
    );
    let (status, body) = ada.get(&hidden).await;
    assert_eq!((status, &body["error"]["code"]), (404, &"NOT_FOUND".into()));
    assert_eq!(
        ada.post(&format!("{hidden}/respond"), &json!({})).await.0,
        404
    );

    let viewer = ada.local.access(&format!("{FLOWS}/web_input_view")).await;
    assert_eq!(ada.send(Method::GET, &path, &viewer, None).await.0, 200);
    let (status, body) = ada
        .send(Method::POST, &format!("{path}/respond"), &viewer, None)
        .await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (403, &"MISSING_SCOPE".into())
    );
    let runs = ada.local.access(&format!("{FLOWS}/run_manage")).await;
    assert_eq!(
        ada.send(Method::GET, "web_inputs", &runs, None).await.0,
        403
    );
}

#[tokio::test]
async fn lists_show_what_is_open_unless_asked_and_have_a_nullable_marker() {
    let ada = Researcher::new().await;
    let open = ada.read("web_inputs").await;
    let count = open["web_input_summaries"]
        .as_array()
        .expect("a list")
        .len();
    assert!(count >= 3 && open["marker"].is_null());
    assert!(open.get("has_next_page").is_none());
    let all = ada
        .read("web_inputs?filter_states=open,closed&per_page=100")
        .await;
    assert!(all["web_input_summaries"].as_array().expect("a list").len() > count);

    let mut titles = Vec::new();
    let mut page = ada
        .read("web_inputs?per_page=2&orderby=created_timestamp+ASC")
        .await;
    loop {
        titles.extend(texts(&page["web_input_summaries"], "created_timestamp"));
        let Some(marker) = page["marker"].as_str() else {
            break;
        };
        page = ada.read(&format!("web_inputs?marker={marker}")).await;
    }
    assert!(titles.len() == count && titles.is_sorted());
    let run = open["web_input_summaries"][0]["run"]["id"]
        .as_str()
        .expect("an id");
    let of_run = ada.read(&format!("web_inputs?filter_run_ids={run}")).await;
    assert_eq!(
        of_run["web_input_summaries"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(ada.get("web_inputs?filter_states=ajar").await.0, 422);
}

#[tokio::test]
async fn what_is_cancelled_asks_no_more() {
    let ada = Researcher::new().await;
    let run = ask(&ada, json!({})).await;
    let input = run["blocking_web_input_id"].as_str().expect("it waits");
    assert_eq!(
        ada.post(&format!("runs/{}/cancel", id(&run)), &json!({}))
            .await
            .0,
        202
    );
    assert_eq!(
        ada.read(&format!("web_inputs/{input}")).await["status"],
        "closed"
    );
}
