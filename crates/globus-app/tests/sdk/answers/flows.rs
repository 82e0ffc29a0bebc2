//! The answers of Flows.

use futures::TryStreamExt;
use globus_app::{Error, Flow, FlowsClient, GlobusApp, Run, SpecificFlowClient};
use serde_json::{Value, json};

use super::{
    Read,
    shipped::{Answer, kept},
};
use crate::apps::FLOW_ID;

pub async fn read(app: &GlobusApp, answer: &Answer) -> Option<Read> {
    let operation = answer.operation.strip_prefix("flows.")?;
    let client = FlowsClient::new(app);
    if let Some(read) = of_flows(&client, operation, answer).await {
        return Some(read);
    }
    if let Some(read) = of_web_inputs(&client, operation, answer).await {
        return Some(read);
    }
    of_runs(
        &client,
        &SpecificFlowClient::new(app, FLOW_ID),
        operation,
        answer,
    )
    .await
}

async fn of_flows(client: &FlowsClient, operation: &str, answer: &Answer) -> Option<Read> {
    Some(match operation {
        "create_flow" => {
            let request = client.create_flow("title", json!({}), json!({}));
            request.send().await.map(|found| flow(&found))
        }
        "get_flow" => client
            .get_flow(&answer.id())
            .await
            .map(|found| flow(&found)),
        "update_flow" => client
            .update_flow(&answer.id())
            .send()
            .await
            .map(|found| flow(&found)),
        "delete_flow" => client.delete_flow(&answer.id()).await.map(|deleted| {
            let mut fields = flow(&deleted);
            fields.push(("/deleted_at", json!(deleted.deleted_at)));
            fields.push(("/DELETED", kept(&deleted.other, "DELETED")));
            fields
        }),
        "list_flows" => client.list_flows().send().await.map(|page| {
            vec![
                ("/flows/0/id", json!(page.flows[0].id)),
                ("/flows/0/title", json!(page.flows[0].title)),
                ("/flows/1", json!(null)),
                ("/has_next_page", json!(page.has_next_page)),
            ]
        }),
        "validate_flow" => {
            let validation = client.validate_flow(json!({})).send().await;
            validation.map(|validation| vec![("/scopes", json!(validation.scopes))])
        }
        _ => return None,
    })
}

async fn of_runs(
    client: &FlowsClient,
    of_one: &SpecificFlowClient,
    operation: &str,
    answer: &Answer,
) -> Option<Read> {
    Some(match operation {
        "get_run" => match answer.query.first().map(|(_, value)| value.as_str()) {
            Some("True") => {
                let run = client.get_run_with_flow_description(&answer.id()).await;
                run.map(|found| {
                    let description = found.flow_description.clone().expect("asked for");
                    let mut fields = run_fields(&found);
                    fields.push(("/flow_description/title", json!(description.title)));
                    fields
                })
            }
            _ => client
                .get_run(&answer.id())
                .await
                .map(|run| run_fields(&run)),
        },
        "list_runs" => {
            let ids = answer
                .query
                .iter()
                .find(|(name, _)| name == "filter_flow_id");
            let ids: Vec<_> = ids
                .into_iter()
                .flat_map(|(_, ids)| ids.split(','))
                .map(|id| id.parse().expect("an id"))
                .collect();
            let runs = client.list_runs().filter_flow_id(&ids).send().await;
            runs.map(|page| {
                vec![
                    ("/runs/0/run_id", json!(page.runs[0].run_id)),
                    ("/runs/0/flow_id", json!(page.runs[0].flow_id)),
                    ("/runs/0/status", json!(page.runs[0].status)),
                    ("/has_next_page", json!(page.has_next_page)),
                ]
            })
        }
        "get_run_definition" => {
            let definition = client.get_run_definition(&answer.id()).await;
            definition.map(|definition| {
                vec![
                    ("/flow_id", json!(definition.flow_id)),
                    ("/definition", json!(definition.definition)),
                    ("/input_schema", json!(definition.input_schema)),
                ]
            })
        }
        "get_run_logs" => {
            let page = client.get_run_logs(&answer.id()).send().await;
            page.map(|page| {
                let entry = &page.entries[1];
                vec![
                    ("/entries/0/code", json!(page.entries[0].code)),
                    ("/entries/1/time", json!(entry.time)),
                    ("/entries/1/description", json!(entry.description)),
                    ("/entries/1/details", json!(entry.details)),
                    ("/entries/1/details/state_name", json!(entry.state_name())),
                    ("/has_next_page", json!(page.has_next_page)),
                ]
            })
        }
        "cancel_run" => client
            .cancel_run(&answer.id())
            .await
            .map(|run| run_fields(&run)),
        "delete_run" => client
            .delete_run(&answer.id())
            .await
            .map(|run| run_fields(&run)),
        "update_run" => client
            .update_run(&answer.id())
            .send()
            .await
            .map(|run| run_fields(&run)),
        "run_flow" => of_one
            .run_flow(json!({}))
            .send()
            .await
            .map(|run| run_fields(&run)),
        "resume_run" => of_one
            .resume_run(&answer.id())
            .await
            .map(|run| run_fields(&run)),
        "validate_run" => {
            let validation = of_one.validate_run(json!({})).send().await;
            validation.map(|validation| vec![("/message", json!(validation.message))])
        }
        _ => return None,
    })
}

async fn of_web_inputs(client: &FlowsClient, operation: &str, answer: &Answer) -> Option<Read> {
    Some(match operation {
        "list_web_inputs" => client.list_web_inputs().send().await.map(|page| {
            let first = page.web_input_summaries.first();
            let count = page.web_input_summaries.len();
            assert_eq!(count, answer.ids("id").len(), "all of them");
            vec![
                (
                    "/web_input_summaries/0/id",
                    json!(first.map(|first| first.id)),
                ),
                (
                    "/web_input_summaries/0/title",
                    json!(first.map(|first| &first.title)),
                ),
                (
                    "/web_input_summaries/0/status",
                    json!(first.map(|first| &first.status)),
                ),
                ("/marker", json!(page.marker)),
            ]
        }),
        "get_web_input" => client.get_web_input(&answer.id()).await.map(|input| {
            let context = input.context.expect("they all have one");
            let roles = input.roles.expect("they all have some");
            let row = context.rows.first();
            vec![
                ("/id", json!(input.id)),
                ("/status", json!(input.status)),
                ("/input_schema", json!(input.input_schema)),
                ("/context/title", json!(context.title)),
                ("/context/text", json!(context.text)),
                ("/context/rows/0/field", json!(row.map(|row| &row.field))),
                ("/context/rows/0/value", json!(row.map(|row| &row.value))),
                ("/options/0/option_id", json!(input.options[0].option_id)),
                ("/options/0/label", json!(input.options[0].label)),
                ("/user_roles", json!(input.user_roles)),
                ("/roles/respondent_urns", json!(roles.respondent_urns)),
                ("/creator_urn", json!(input.creator_urn)),
                ("/flow/title", json!(input.flow.map(|flow| flow.title))),
                ("/run/id", json!(input.run.map(|run| run.id))),
                ("/created_timestamp", json!(input.created_timestamp)),
                ("/closed_timestamp", json!(input.closed_timestamp)),
            ]
        }),
        "respond_to_web_input" => {
            let answered = client.respond_to_web_input(&answer.id(), "option").await;
            answered.map(|()| vec![("/status", json!("ok"))])
        }
        _ => return None,
    })
}

/// All pages of a list: the name of the field that identifies an item, and its values.
pub async fn ids_of_all_pages(
    app: &GlobusApp,
    first: &Answer,
) -> Option<(&'static str, Result<Vec<Value>, Error>)> {
    let client = FlowsClient::new(app);
    Some(match first.operation.strip_prefix("flows.")? {
        "list_flows" => {
            let flows = client.list_flows().items().map_ok(|flow| json!(flow.id));
            ("id", flows.try_collect().await)
        }
        "list_runs" => {
            let runs = client.list_runs().items().map_ok(|run| json!(run.run_id));
            ("run_id", runs.try_collect().await)
        }
        "get_run_logs" => {
            let logs = client.get_run_logs(&first.id()).items();
            let codes = logs.map_ok(|entry| json!(entry.code));
            ("code", codes.try_collect().await)
        }
        "list_web_inputs" => {
            let inputs = client.list_web_inputs().items();
            let ids = inputs.map_ok(|input| json!(input.id));
            ("id", ids.try_collect().await)
        }
        _ => return None,
    })
}

fn flow(flow: &Flow) -> Vec<(&'static str, Value)> {
    vec![
        ("/id", json!(flow.id)),
        ("/title", json!(flow.title)),
        ("/subtitle", json!(flow.subtitle)),
        ("/description", json!(flow.description)),
        ("/keywords", json!(flow.keywords)),
        ("/definition", json!(flow.definition)),
        ("/input_schema", json!(flow.input_schema)),
        ("/globus_auth_scope", json!(flow.globus_auth_scope)),
        ("/flow_owner", json!(flow.flow_owner)),
        ("/principal_urn", json!(flow.principal_urn)),
        ("/created_by", json!(flow.created_by)),
        ("/flow_viewers", json!(flow.flow_viewers)),
        ("/flow_starters", json!(flow.flow_starters)),
        ("/user_role", json!(flow.user_role)),
        ("/created_at", json!(flow.created_at)),
        ("/updated_at", json!(flow.updated_at)),
        ("/synchronous", kept(&flow.other, "synchronous")),
    ]
}

fn run_fields(run: &Run) -> Vec<(&'static str, Value)> {
    vec![
        ("/run_id", json!(run.run_id)),
        ("/flow_id", json!(run.flow_id)),
        ("/flow_title", json!(run.flow_title)),
        ("/status", json!(run.status)),
        ("/label", json!(run.label)),
        ("/tags", json!(run.tags)),
        ("/start_time", json!(run.start_time)),
        ("/completion_time", json!(run.completion_time)),
        ("/run_owner", json!(run.run_owner)),
        ("/run_managers", json!(run.run_managers)),
        ("/user_role", json!(run.user_role)),
        ("/action_id", kept(&run.other, "action_id")),
    ]
}
