//! Flows and runs through the clients: created, started, watched, answered and resumed.

use std::{collections::HashSet, time::Duration};

use futures::TryStreamExt;
use globus_app::{
    Error, Flow, FlowsClient, FlowsScopes, Principal, Run, RunStatus, SpecificFlowClient, UserApp,
    WebInputStatus,
};
use globus_local::GlobusLocal;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{globus, quick_browser, user_app};

const HELLO: &str = "https://actions.globus.org/hello_world";
const ASK: &str = "https://actions.globus.org/weboption/wait_for_option";

/// A user who may do everything in Flows.
struct Researcher {
    app: UserApp,
    flows: FlowsClient,
    globus: GlobusLocal,
}

impl Researcher {
    async fn new() -> Self {
        let globus = globus(true).await;
        let app = user_app(quick_browser(&globus));
        let flows = FlowsClient::builder(&app)
            .app_scopes([FlowsScopes::ALL])
            .build();
        Self { app, flows, globus }
    }

    /// A new flow with these states. The first one is "A".
    async fn flow(&self, states: Value) -> Flow {
        let definition = json!({"StartAt": "A", "States": states});
        let flow = self.flows.create_flow("A new flow", definition, json!({}));
        flow.send().await.expect("made")
    }

    fn client(&self, flow: &Flow) -> SpecificFlowClient {
        SpecificFlowClient::new(&self.app, flow.id)
    }

    /// The run, once it waits for someone or has ended.
    async fn settled(&self, run: &Uuid) -> Run {
        let settled = async {
            loop {
                let run = self.flows.get_run(run).await.expect("there");
                let is_on_its_way = run.status == RunStatus::Active;
                if !is_on_its_way || run.blocking_web_input_id.is_some() {
                    return run;
                }
                // Runs only move on with the clock.
                self.globus.advance(SignedDuration::from_secs(1));
            }
        };
        tokio::time::timeout(Duration::from_secs(30), settled)
            .await
            .expect("in time")
    }
}

fn status(outcome: Result<impl std::fmt::Debug, Error>) -> (u16, Option<String>) {
    match outcome {
        Err(Error::Api(error)) => (error.status, error.code),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_flow_is_checked_made_changed_found_and_deleted() {
    let ada = Researcher::new().await;
    let definition = json!({"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}});
    let valid = ada.flows.validate_flow(definition.clone()).send().await;
    valid.expect("in order");
    let broken = json!({"StartAt": "A", "States": {"A": {"Type": "Pass"}}});
    let refused = ada.flows.validate_flow(broken).send().await;
    assert_eq!(status(refused).0, 422);

    let made = ada
        .flows
        .create_flow("Zebra counting", definition, json!({"type": "object"}))
        .subtitle("In stripes")
        .keywords(["zebra", "savanna"])
        .flow_viewers([Principal::Public])
        .send()
        .await
        .expect("made");
    assert_eq!(
        (made.title.as_str(), made.subtitle.as_str()),
        ("Zebra counting", "In stripes")
    );
    assert_eq!(made.flow_viewers, [Principal::Public]);
    let scope = made.globus_auth_scope.as_deref().expect("its own");
    assert_eq!(scope, made.user_scope().to_string());

    let changed = ada
        .flows
        .update_flow(&made.id)
        .title("Zebra census")
        .send()
        .await;
    let changed = changed.expect("changed");
    assert_eq!(changed.title, "Zebra census");
    assert_eq!(changed.subtitle, "In stripes", "what is not given stays");

    let found = ada
        .flows
        .list_flows()
        .filter_fulltext("zebra cen")
        .send()
        .await;
    let ids: Vec<_> = found
        .expect("flows")
        .flows
        .into_iter()
        .map(|flow| flow.id)
        .collect();
    assert_eq!(ids, [made.id]);

    let gone = ada.flows.delete_flow(&made.id).await.expect("deleted");
    assert!(gone.deleted_at.is_some());
    assert_eq!(status(ada.flows.get_flow(&made.id).await).0, 404);
}

#[tokio::test]
async fn a_run_is_started_with_the_flows_own_token_and_watched_to_its_end() {
    let ada = Researcher::new().await;
    let flow = ada
        .flow(json!({
            "A": {"Type": "Pass", "Next": "B"},
            "B": {"Type": "Action", "ActionUrl": HELLO, "ResultPath": "$.Hello", "End": true,
                "Parameters": {"echo_string.$": "$.say", "sleep_time": 0}},
        }))
        .await;
    let client = ada.client(&flow);
    let valid = client.validate_run(json!({"say": "hi"})).send().await;
    assert!(!valid.expect("in order").message.is_empty());
    let run = client
        .run_flow(json!({"say": "hi"}))
        .label("First")
        .tags(["one", "two"])
        .activity_notification_policy([RunStatus::Inactive, RunStatus::Failed])
        .send()
        .await
        .expect("started");
    assert_eq!((run.flow_id, run.label.as_str()), (flow.id, "First"));

    let ended = ada.settled(&run.run_id).await;
    assert_eq!(ended.status, RunStatus::Succeeded);
    assert!(ended.is_ended() && ended.completion_time > ended.start_time);
    let details = ended.details.expect("not protected");
    assert_eq!(details.other["output"]["Hello"]["details"]["hello"], "hi");

    let logs = ada.flows.get_run_logs(&run.run_id).limit(2);
    let entries: Vec<_> = logs.items().try_collect().await.expect("three pages");
    let codes: Vec<_> = entries.iter().map(|entry| entry.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "FlowStarted",
            "PassStarted",
            "PassCompleted",
            "ActionStarted",
            "ActionCompleted",
            "FlowSucceeded"
        ]
    );
    assert_eq!(entries[3].state_name(), Some("B"));
    let newest = ada.flows.get_run_logs(&run.run_id).reverse_order(true);
    assert_eq!(
        newest.send().await.expect("entries").entries[0].code,
        "FlowSucceeded"
    );

    let definition = ada
        .flows
        .get_run_definition(&run.run_id)
        .await
        .expect("kept");
    assert_eq!(Some(&definition.definition), flow.definition.as_ref());
    let described = ada.flows.get_run_with_flow_description(&run.run_id).await;
    let described = described
        .expect("there")
        .flow_description
        .expect("asked for");
    assert_eq!(described.title, "A new flow");
}

#[tokio::test]
async fn runs_are_found_changed_canceled_and_deleted() {
    let ada = Researcher::new().await;
    let flow = ada
        .flow(json!({"A": {"Type": "Wait", "Seconds": 86_400, "End": true}}))
        .await;
    let client = ada.client(&flow);
    let mut ids = Vec::new();
    for label in ["one", "two", "three"] {
        let run = client.run_flow(json!({})).label(label).send().await;
        ids.push(run.expect("started").run_id);
    }
    let of_flow = || ada.flows.list_runs().filter_flow_id([&flow.id]);
    let active = of_flow()
        .filter_status([RunStatus::Active])
        .per_page(2)
        .items();
    let active: Vec<_> = active.try_collect().await.expect("two pages");
    let found: HashSet<_> = active.iter().map(|run| run.run_id).collect();
    assert_eq!(found, ids.iter().copied().collect());
    let labelled = of_flow().filter_label("two").send().await.expect("runs");
    assert_eq!(
        labelled
            .runs
            .iter()
            .map(|run| run.run_id)
            .collect::<Vec<_>>(),
        [ids[1]]
    );

    let changed = ada
        .flows
        .update_run(&ids[0])
        .label("uno")
        .tags(["a"])
        .send()
        .await;
    assert_eq!(changed.expect("changed").label, "uno");
    assert_eq!(
        status(ada.flows.delete_run(&ids[0]).await),
        (409, Some("STATE_CONFLICT".into()))
    );
    ada.flows.cancel_run(&ids[0]).await.expect("accepted");
    let canceled = ada.settled(&ids[0]).await;
    assert!(canceled.is_canceled(), "{canceled:?}");
    ada.flows.delete_run(&ids[0]).await.expect("over");
    assert_eq!(status(ada.flows.get_run(&ids[0]).await).0, 404);

    ada.flows
        .batch_runs(&ids[1..])
        .cancel()
        .add_tags(["stopped"])
        .send()
        .await
        .expect("accepted");
    for id in &ids[1..] {
        let run = ada.settled(id).await;
        assert!(
            run.is_canceled() && run.tags.contains(&"stopped".to_owned()),
            "{run:?}"
        );
    }
}

#[tokio::test]
async fn a_run_that_waits_for_a_consent_goes_on_after_the_login_it_asks_for() {
    let ada = Researcher::new().await;
    let groups = "urn:globus:auth:scope:groups.api.globus.org:view_my_groups_and_memberships";
    let flow = ada
        .flow(json!({
            "A": {"Type": "Action", "ActionUrl": HELLO, "End": true,
                "Parameters": {"sleep_time": 0, "required_dependent_scope": groups}},
        }))
        .await;
    let client = ada.client(&flow);
    let run = client.run_flow(json!({})).send().await.expect("started");
    let waiting = ada.settled(&run.run_id).await;
    assert_eq!(waiting.status, RunStatus::Inactive);
    let gare = waiting.gare().expect("it says what it waits for");
    let asked = &gare.authorization_parameters.required_scopes;
    assert!(
        asked
            .iter()
            .any(|scope| scope.scope_string() == flow.user_scope().scope_string())
    );

    ada.app
        .run_login_flow(gare.authorization_parameters)
        .await
        .expect("consented");
    client.resume_run(&run.run_id).await.expect("resumed");
    let ended = ada.settled(&run.run_id).await;
    assert_eq!(ended.status, RunStatus::Succeeded, "{ended:?}");
    assert_eq!(ended.gare(), None);
}

#[tokio::test]
async fn a_decision_lets_a_run_go_on() {
    let ada = Researcher::new().await;
    let flow = ada
        .flow(json!({
            "A": {"Type": "Action", "ActionUrl": ASK, "WaitTime": 86_400, "ResultPath": "$.answer",
                "Parameters": {"prompt": "Deploy?", "options": [{"name": "Yes"}, {"name": "No"}]},
                "Next": "B"},
            "B": {"Type": "Pass", "InputPath": "$.answer.details", "End": true},
        }))
        .await;
    let run = ada
        .client(&flow)
        .run_flow(json!({}))
        .send()
        .await
        .expect("started");
    let waiting = ada.settled(&run.run_id).await;
    let id = waiting.blocking_web_input_id.expect("a decision");

    let open = ada
        .flows
        .list_web_inputs()
        .filter_run_ids([&run.run_id])
        .send()
        .await;
    let open = open.expect("decisions").web_input_summaries;
    assert_eq!(open.iter().map(|input| input.id).collect::<Vec<_>>(), [id]);
    let input = ada.flows.get_web_input(&id).await.expect("there");
    assert_eq!(input.context.expect("there").title, "Deploy?");
    assert_eq!(input.options[1].label, "No");

    let answer = input.options[1].option_id.clone();
    ada.flows
        .respond_to_web_input(&id, answer.clone())
        .await
        .expect("taken");
    let twice = ada.flows.respond_to_web_input(&id, answer).await;
    assert_eq!(status(twice).0, 409);
    let ended = ada.settled(&run.run_id).await;
    assert_eq!(ended.status, RunStatus::Succeeded);
    let closed = ada.flows.get_web_input(&id).await.expect("there");
    assert_eq!(closed.status, WebInputStatus::Closed);
    assert!(closed.closed_timestamp.is_some());
}
