//! The operations of Flows, including those of single flows.

use globus_app::{FlowRole, Principal, RunRole, RunStatus, WebInputRole, WebInputStatus};
use serde_json::json;
use uuid::{Uuid, uuid};

use super::call::{Call, Clients, call};

const ID: Uuid = uuid!("24bc4997-b483-4c25-a19c-64b0afc00743");
const RUN: Uuid = uuid!("36ad9f9a-ad29-488f-beb4-c22ab729643a");
const OTHER: Uuid = uuid!("e35d1f92-3e2a-4c1c-8f36-7ce4f00f9d2c");
const ADA: &str = "urn:globus:auth:identity:46bd0f56-e24f-11e5-a510-131bef46955c";
const TEAM: &str = "urn:globus:groups:id:46bd0f56-e24f-11e5-a510-131bef46955d";

fn ada() -> [Principal; 1] {
    [Principal::from(ADA)]
}

fn team() -> [Principal; 2] {
    [Principal::from(ADA), Principal::from(TEAM)]
}

pub fn flows() -> Vec<Call> {
    vec![
        call!(flows.list_flows([], {}), |c| async move {
            c.flows.list_flows().send().await
        }),
        call!(
            flows.list_flows([], {
                "filter_roles": ["flow_owner", "flow_viewer"], "filter_fulltext": "a & b",
                "orderby": ["title ASC", "updated_at DESC"], "marker": "m",
                "query_params": {
                    "per_page": 5, "filter_title": "t", "filter_subtitle": "s",
                    "filter_description": "d", "filter_keywords": "k",
                    "filter_scope_string": "scope",
                },
            }),
            |c| async move {
                let list = c.flows.list_flows().filter_fulltext("a & b");
                let list = list.filter_roles([FlowRole::Owner, FlowRole::Viewer]);
                let list = list.order_by("title ASC").order_by("updated_at DESC");
                let list = list.filter_title("t").filter_subtitle("s").filter_description("d");
                let list = list.filter_keywords("k").filter_scope_string("scope");
                list.per_page(5).marker("m").send().await
            }
        ),
        call!(flows.get_flow([ID], {}), |c| c.flows.get_flow(&ID)),
        call!(
            flows.create_flow(["t", {"StartAt": "a"}, {"type": "object"}], {}),
            |c| async move {
                let definition = json!({"StartAt": "a"});
                let flow = c.flows.create_flow("t", definition, json!({"type": "object"}));
                flow.send().await
            }
        ),
        call!(
            flows.create_flow(["t", {"StartAt": "a"}, {}], {
                "subtitle": "s", "description": "d", "flow_viewers": ["public"],
                "flow_starters": ["all_authenticated_users"], "flow_administrators": [ADA, TEAM],
                "run_managers": [ADA], "run_monitors": [ADA], "keywords": ["k", "l"],
                "subscription_id": OTHER, "authentication_policy_id": RUN,
                "additional_fields": {"x": 1},
            }),
            |c| async move {
                let flow = c.flows.create_flow("t", json!({"StartAt": "a"}), json!({}));
                let flow = flow.subtitle("s").description("d").keywords(["k", "l"]);
                let flow = flow.flow_viewers([Principal::Public]);
                let flow = flow.flow_starters([Principal::AllAuthenticatedUsers]);
                let flow = flow.flow_administrators(team()).run_managers(ada());
                let flow = flow.run_monitors(ada()).subscription_id(OTHER);
                let flow = flow.authentication_policy_id(RUN).additional_field("x", 1);
                flow.send().await
            }
        ),
        call!(flows.update_flow([ID], {}), |c| async move {
            c.flows.update_flow(&ID).send().await
        }),
        call!(
            flows.update_flow([ID], {
                "title": "t", "definition": {"StartAt": "a"}, "input_schema": {},
                "subtitle": "", "description": "d", "flow_owner": ADA, "flow_viewers": [],
                "flow_starters": [ADA], "flow_administrators": [ADA, TEAM], "run_managers": [],
                "run_monitors": [ADA], "keywords": [], "subscription_id": "DEFAULT",
                "authentication_policy_id": RUN,
            }),
            |c| async move {
                let flow = c.flows.update_flow(&ID).title("t").subtitle("").description("d");
                let flow = flow.definition(json!({"StartAt": "a"})).input_schema(json!({}));
                let flow = flow.flow_owner(&Principal::from(ADA)).flow_viewers([]);
                let flow = flow.flow_starters(ada()).flow_administrators(team());
                let flow = flow.run_managers([]).run_monitors(ada());
                let flow = flow.keywords(Vec::<String>::new()).default_subscription();
                flow.authentication_policy_id(RUN).send().await
            }
        ),
        call!(flows.delete_flow([ID], {}), |c| c.flows.delete_flow(&ID)),
        call!(flows.validate_flow([{"StartAt": "a"}], {}), |c| async move {
            c.flows.validate_flow(json!({"StartAt": "a"})).send().await
        }),
        call!(flows.validate_flow([{}, {"type": "object"}], {}), |c| async move {
            let flow = c.flows.validate_flow(json!({}));
            flow.input_schema(json!({"type": "object"})).send().await
        }),
    ]
}

pub fn runs() -> Vec<Call> {
    vec![
        call!(flows.list_runs([], {}), |c| async move {
            c.flows.list_runs().send().await
        }),
        call!(
            flows.list_runs([], {
                "filter_flow_id": [ID, OTHER], "filter_roles": ["run_owner", "run_manager"],
                "marker": "m",
                "query_params": {
                    "filter_status": "ACTIVE,INACTIVE", "filter_label": "l",
                    "filter_flow_title": "t", "orderby": "start_time DESC", "per_page": 7,
                    "filter_start_time": "2026-10-01T00:00:00Z,",
                    "filter_completion_time": ",2026-10-02T00:00:00Z",
                },
            }),
            |c| async move {
                let at = |text: &str| text.parse::<jiff::Timestamp>().expect("a time");
                let list = c.flows.list_runs().filter_flow_id([&ID, &OTHER]);
                let list = list.filter_roles([RunRole::Owner, RunRole::Manager]);
                let list = list.filter_status([RunStatus::Active, RunStatus::Inactive]);
                let list = list.filter_label("l").filter_flow_title("t").per_page(7);
                let list = list.order_by("start_time DESC").marker("m");
                let list = list.filter_start_time(at("2026-10-01T00:00:00Z")..);
                list.filter_completion_time(..at("2026-10-02T00:00:00Z")).send().await
            }
        ),
        call!(flows.get_run([RUN], {}), |c| c.flows.get_run(&RUN)),
        call!(flows.get_run([RUN], {"include_flow_description": true}), |c| {
            c.flows.get_run_with_flow_description(&RUN)
        }),
        call!(flows.get_run_logs([RUN], {}), |c| async move {
            c.flows.get_run_logs(&RUN).send().await
        }),
        call!(
            flows.get_run_logs([RUN], {"limit": 100, "reverse_order": true, "marker": "m"}),
            |c| async move {
                let logs = c.flows.get_run_logs(&RUN).limit(100).reverse_order(true);
                logs.marker("m").send().await
            }
        ),
        call!(flows.get_run_definition([RUN], {}), |c| c
            .flows
            .get_run_definition(&RUN)),
        call!(flows.cancel_run([RUN], {}), |c| c.flows.cancel_run(&RUN)),
        call!(flows.delete_run([RUN], {}), |c| c.flows.delete_run(&RUN)),
        call!(flows.update_run([RUN], {}), |c| async move {
            c.flows.update_run(&RUN).send().await
        }),
        call!(
            flows.update_run([RUN], {
                "label": "l", "tags": [], "run_monitors": [ADA, TEAM], "run_managers": [ADA],
                "additional_fields": {"x": null},
            }),
            |c| async move {
                let run = c.flows.update_run(&RUN).label("l").tags(Vec::<String>::new());
                let run = run.run_monitors(team()).run_managers(ada());
                run.additional_field("x", json!(null)).send().await
            }
        ),
        call!(flow.run_flow([{"a": 1}], {}), |c| async move {
            c.flow.run_flow(json!({"a": 1})).send().await
        }),
        call!(
            flow.run_flow([{}], {
                "label": "l", "tags": ["a", "b"], "run_monitors": [ADA], "run_managers": [TEAM],
                "activity_notification_policy": {"status": ["INACTIVE", "FAILED"]},
                "additional_fields": {"x": [1]},
            }),
            |c| async move {
                let run = c.flow.run_flow(json!({})).label("l").tags(["a", "b"]);
                let run = run.run_monitors(ada()).run_managers([Principal::from(TEAM)]);
                let states = [RunStatus::Inactive, RunStatus::Failed];
                let run = run.activity_notification_policy(states);
                run.additional_field("x", json!([1])).send().await
            }
        ),
        call!(flow.validate_run([{"a": 1}], {}), |c| async move {
            c.flow.validate_run(json!({"a": 1})).send().await
        }),
        call!(
            flow.validate_run([{}], {
                "label": "l", "tags": ["a"], "run_monitors": [ADA], "run_managers": [ADA],
                "activity_notification_policy": {"status": ["SUCCEEDED"]},
            }),
            |c| async move {
                let run = c.flow.validate_run(json!({})).label("l").tags(["a"]);
                let run = run.run_monitors(ada()).run_managers(ada());
                run.activity_notification_policy([RunStatus::Succeeded]).send().await
            }
        ),
        call!(flow.resume_run([RUN], {}), |c| async move {
            c.flow.resume_run(&RUN).await
        }),
    ]
}

pub fn web_inputs() -> Vec<Call> {
    vec![
        call!(flows.list_web_inputs([], {}), |c| async move {
            c.flows.list_web_inputs().send().await
        }),
        call!(
            flows.list_web_inputs([], {
                "filter_roles": ["viewer", "respondent"], "filter_states": ["open", "closed"],
                "filter_flow_ids": [ID, OTHER], "filter_run_ids": [RUN],
                "orderby": ["created_timestamp DESC", "edited_timestamp ASC"], "per_page": 3,
                "marker": "m",
            }),
            |c| async move {
                let list = c.flows.list_web_inputs().filter_roles([WebInputRole::Viewer, WebInputRole::Respondent]);
                let states = [WebInputStatus::Open, WebInputStatus::Closed];
                let list = list.filter_states(states).filter_flow_ids([&ID, &OTHER]);
                let list = list.filter_run_ids([&RUN]).order_by("created_timestamp DESC");
                list.order_by("edited_timestamp ASC").per_page(3).marker("m").send().await
            }
        ),
        call!(flows.get_web_input([OTHER], {}), |c| c
            .flows
            .get_web_input(&OTHER)),
        call!(
            flows.respond_to_web_input([OTHER, "option"], {}),
            |c| async move { c.flows.respond_to_web_input(&OTHER, "option").await }
        ),
        call!(flows.respond_to_web_input([OTHER, {"a": [1]}], {}), |c| async move {
            c.flows.respond_to_web_input(&OTHER, json!({"a": [1]})).await
        }),
    ]
}
