//! The consents and sessions that runs and flows need.

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    researcher::{ASK, HELLO, Researcher, flow_scope, id},
    support::FLOWS,
};

const TRANSFER: &str = "https://actions.globus.org/transfer/transfer";
/// Mapped collections: their data needs a consent of its own.
const MIDWAY: &str = "aa752cea-8222-5bc8-acd9-555b09000000";

impl Researcher {
    async fn resume(&self, run: &Value, token: &str) -> Value {
        let path = format!("runs/{}/resume", id(run));
        let (status, run) = self.send(Method::POST, &path, token, None).await;
        assert_eq!(status, 200, "{run}");
        run
    }
}

#[tokio::test]
async fn a_run_that_lacks_consent_continues_after_a_login_and_a_resume() {
    let ada = Researcher::new().await;
    let flow = ada
        .flow(
            json!({"Fetch": {"Type": "Action", "ActionUrl": HELLO, "End": true,
            "Parameters": {"required_dependent_scope": format!("{FLOWS}/view_flows")}},
            "A": {"Type": "Action", "ActionUrl": HELLO, "Parameters": {}, "Next": "Fetch"}}),
        )
        .await;
    let run = ada.start(&flow, json!({})).await;
    let run = ada.later(&run, 10).await;
    assert_eq!(
        (&run["status"], &run["details"]["code"]),
        (&"INACTIVE".into(), &"ConsentRequired".into())
    );
    let required = run["details"]["required_scope"]
        .as_str()
        .expect("a scope")
        .to_owned();
    let hello = "https://auth.globus.org/scopes/actions.globus.org/hello_world";
    assert_eq!(
        required,
        format!("{}[*{hello}[*{FLOWS}/view_flows]]", flow_scope(&flow))
    );

    let poor = ada.flow_token(&flow).await;
    assert_eq!(
        ada.resume(&run, &poor).await["status"],
        "INACTIVE",
        "nothing was allowed"
    );
    let (status, _) = ada
        .send(
            Method::POST,
            &format!("runs/{}/resume", id(&run)),
            &ada.token,
            None,
        )
        .await;
    assert_eq!(status, 403, "not with a token of Flows");

    let rich = ada.local.access(&required).await;
    assert_eq!(
        ada.later(&run, 5).await["status"],
        "INACTIVE",
        "until somebody resumes it"
    );
    let run = ada.resume(&run, &rich).await;
    assert_eq!(run["status"], "ACTIVE");
    let run = ada.later(&run, 10).await;
    assert_eq!(
        (&run["status"], &run["details"]["code"]),
        (&"SUCCEEDED".into(), &"FlowSucceeded".into())
    );
}

#[tokio::test]
async fn a_transfer_from_a_mapped_collection_asks_for_its_data_access() {
    let ada = Researcher::new().await;
    let flow = ada
        .flow(json!({"A": {"Type": "Action", "ActionUrl": TRANSFER, "End": true, "Parameters": {
            "source_endpoint_id": MIDWAY, "destination_endpoint_id": MIDWAY, "transfer_items": []}}}))
        .await;
    let run = ada.start(&flow, json!({})).await;
    let run = ada.later(&run, 1).await;
    let required = format!(
        "{}[*https://auth.globus.org/scopes/actions.globus.org/transfer/transfer\
         [*urn:globus:auth:scope:transfer.api.globus.org:all\
         [*https://auth.globus.org/scopes/{MIDWAY}/data_access]]]",
        flow_scope(&flow)
    );
    assert_eq!(run["status"], "INACTIVE");
    assert_eq!(
        run["details"]["authorization_parameters"]["required_scopes"],
        json!([required])
    );

    // The Globus SDK leaves out the scope of the action in between.
    let short = format!(
        "{}[*urn:globus:auth:scope:transfer.api.globus.org:all\
         [*https://auth.globus.org/scopes/{MIDWAY}/data_access]]",
        flow_scope(&flow)
    );
    let token = ada.local.access(&short).await;
    assert_ne!(ada.resume(&run, &token).await["status"], "INACTIVE");
}

#[tokio::test]
async fn a_sample_run_without_consent_can_be_resumed_too() {
    let ada = Researcher::new().await;
    let runs = ada.read("runs?filter_status=INACTIVE").await;
    let run = runs["runs"][0].clone();
    let required = run["details"]["required_scope"]
        .as_str()
        .expect("a scope")
        .to_owned();
    let poor = ada
        .flow_token(run["flow_id"].as_str().expect("an id"))
        .await;
    assert_eq!(ada.resume(&run, &poor).await["status"], "INACTIVE");
    let rich = ada.local.access(&required).await;
    assert_eq!(ada.resume(&run, &rich).await["status"], "ACTIVE");
    assert_eq!(ada.later(&run, 86_400).await["status"], "SUCCEEDED");
}

/// A token for `scope` from a login that met `policy`.
async fn proven(ada: &Researcher, scope: &str, policy: &str) -> String {
    let changes = [("scope", scope), ("session_required_policies", policy)];
    let code = ada.local.code(&changes).await;
    let (_, body) = ada.local.exchange(&code, &[]).await;
    body["access_token"].as_str().expect("a token").to_owned()
}

#[tokio::test]
async fn everything_about_a_protected_flow_needs_a_session_that_meets_its_policy() {
    let mut ada = Researcher::new().await;
    let flows = ada.read("flows?per_page=100").await["flows"].clone();
    let flows = flows.as_array().expect("a list");
    let protected = flows
        .iter()
        .find(|flow| flow["is_high_assurance"] == true)
        .expect("one");
    let policy = protected["authentication_policy_id"]
        .as_str()
        .expect("an id");
    let definition = json!({"StartAt": "A", "States": {"A": {"Type": "Action", "ActionUrl": ASK,
        "Parameters": {"options": [{"name": "Yes"}]}, "WaitTime": 1_000_000, "End": true}}});
    let (status, flow) = ada
        .post(
            "flows",
            &json!({"title": "Protected", "definition": definition, "input_schema": {},
            "authentication_policy_id": policy}),
        )
        .await;
    assert_eq!((status, &flow["is_high_assurance"]), (201, &true.into()));
    let flow = flow["id"].as_str().expect("an id");
    let poor = ada.flow_token(flow).await;
    let start = format!("flows/{flow}/run");
    let body = json!({"body": {}});
    let (status, refusal) = ada.send(Method::POST, &start, &poor, Some(&body)).await;
    assert_eq!(
        (status, &refusal["code"]),
        (403, &"AuthenticationPolicyRequired".into())
    );

    let rich = proven(&ada, &flow_scope(flow), policy).await;
    let (status, run) = ada.send(Method::POST, &start, &rich, Some(&body)).await;
    assert_eq!(status, 201, "{run}");
    ada.token = proven(&ada, &format!("{FLOWS}/all"), policy).await;
    let run = ada.later(&run, 1).await;
    assert!(run["details"].is_object());
    let list = ada.read(&format!("flows/{flow}/runs")).await;
    assert_eq!(
        list["runs"][0]["details"],
        Value::Null,
        "lists tell nothing"
    );
    let run_path = format!("runs/{}", id(&run));
    let input = format!(
        "web_inputs/{}",
        run["blocking_web_input_id"].as_str().expect("it waits")
    );

    ada.local.advance(SignedDuration::from_mins(31));
    for (method, path) in [
        (Method::GET, format!("flows/{flow}")),
        (Method::PUT, format!("flows/{flow}")),
        (Method::DELETE, format!("flows/{flow}")),
        (Method::GET, run_path.clone()),
        (Method::GET, format!("{run_path}/log")),
        (Method::GET, format!("{run_path}/definition")),
        (Method::PUT, run_path.clone()),
        (Method::POST, format!("{run_path}/cancel")),
        (Method::POST, format!("{run_path}/release")),
        (Method::GET, input.clone()),
        (Method::POST, format!("{input}/respond")),
    ] {
        let (status, refusal) = ada.send(method.clone(), &path, &ada.token, None).await;
        assert_eq!(status, 403, "{method} {path}: {refusal}");
        let required = &refusal["authorization_parameters"]["session_required_policies"];
        assert_eq!(required, &json!([policy]), "{method} {path}");
        let is_input = path.starts_with(&input);
        assert_eq!(
            refusal["web_input_summary"].is_object(),
            is_input,
            "{method} {path}"
        );
    }
    let (status, _) = ada
        .send(Method::POST, &format!("{run_path}/resume"), &rich, None)
        .await;
    assert_eq!(status, 403);
    assert_eq!(ada.get("web_inputs").await.0, 200, "lists can be read");
    ada.token = proven(&ada, &format!("{FLOWS}/all"), policy).await;
    assert_eq!(ada.get(&run_path).await.0, 200);

    let unknown = json!({"title": "T", "definition": {"StartAt": "A", "States": {"A": {"Type": "Fail"}}},
        "authentication_policy_id": "00000000-0000-4000-8000-000000000000"});
    assert_eq!(ada.post("flows", &unknown).await.0, 422);
}
