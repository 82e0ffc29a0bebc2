//! The definition and input schema of a sample flow.

use serde_json::{Map, Value, json};

/// What one step of a sketch becomes in the flow's definition.
enum Step {
    /// An action provider, below actions.globus.org.
    Action(&'static str),
    Choice,
    Wait,
    Expression,
}

fn step(name: &str) -> Step {
    match name {
        "Check" | "Choose" | "Validate" => Step::Choice,
        "Detect" => Step::Wait,
        "Extract" | "Sample" => Step::Expression,
        "Delete" | "Remove" => Step::Action("transfer/delete"),
        "List" => Step::Action("transfer/ls"),
        "Create" => Step::Action("transfer/mkdir"),
        "Permit" => Step::Action("transfer/set_permission"),
        "Notify" | "Mail" | "Announce" | "Welcome" => Step::Action("notification/notify"),
        "Index" | "Publish" => Step::Action("search/ingest"),
        "Mint" => Step::Action("datacite/mint"),
        "Approve" | "Ask" => Step::Action("weboption/wait_for_option"),
        "Hello" => Step::Action("hello_world"),
        "MotionCorrect" | "Pick" | "Reconstruct" | "Regrid" | "Average" | "Call" | "Stitch"
        | "Convert" | "Quantify" | "Deface" | "Strip" | "Prune" | "Plot" | "Report" | "Bundle"
        | "Unbundle" | "Verify" | "Audit" => Step::Action("compute"),
        _ => Step::Action("transfer/transfer"),
    }
}

/// The steps one after another. If the condition of a choice is not met, the run fails.
pub(super) fn definition(title: &str, steps: &[&str]) -> Value {
    let mut states = Map::new();
    for (index, name) in steps.iter().enumerate() {
        let next = steps.get(index + 1).copied();
        states.insert((*name).to_owned(), state(name, next));
        if matches!(step(name), Step::Choice) {
            let fail = json!({
                "Type": "Fail",
                "Error": "Refused",
                "Cause": "A condition of this flow was not met",
            });
            states.insert("Refused".to_owned(), fail);
        }
    }
    json!({ "Comment": title, "StartAt": steps.first(), "States": states })
}

fn state(name: &str, next: Option<&str>) -> Value {
    let mut state = match step(name) {
        Step::Choice => return choice(name, next),
        Step::Wait => json!({ "Type": "Wait", "Seconds": 300 }),
        Step::Expression => json!({
            "Type": "ExpressionEval",
            "Parameters": { "path.=": "`$.source.path` + 'metadata.json'" },
            "ResultPath": format!("$.{name}Result"),
        }),
        Step::Action(action) => json!({
            "Type": "Action",
            "ActionUrl": format!("https://actions.globus.org/{action}"),
            "ActionScope": format!("https://auth.globus.org/scopes/actions.globus.org/{action}"),
            "Parameters": parameters(action),
            "ResultPath": format!("$.{name}Result"),
            "WaitTime": 2_592_000,
            "ExceptionOnActionFailure": true,
        }),
    };
    match next {
        Some(next) => state["Next"] = next.into(),
        None => state["End"] = true.into(),
    }
    state
}

/// Decides by the answer to a question, or by whether the input says not to proceed.
fn choice(name: &str, next: Option<&str>) -> Value {
    let refusal = match name {
        "Choose" => json!({ "And": [
            { "Variable": "$.AskResult", "IsPresent": true },
            { "Variable": "$.AskResult.details.name", "StringEquals": "Refuse" },
        ] }),
        _ => json!({ "And": [
            { "Variable": "$.proceed", "IsPresent": true },
            { "Variable": "$.proceed", "BooleanEquals": false },
        ] }),
    };
    let mut rule = refusal;
    rule["Next"] = "Refused".into();
    json!({ "Type": "Choice", "Choices": [rule], "Default": next })
}

fn parameters(action: &str) -> Value {
    match action {
        "transfer/transfer" => json!({
            "source_endpoint_id.$": "$.source.id",
            "destination_endpoint_id.$": "$.destination.id",
            "transfer_items": [{
                "source_path.$": "$.source.path",
                "destination_path.$": "$.destination.path",
                "recursive": true,
            }],
        }),
        "compute" => json!({
            "endpoint.$": "$.compute_endpoint",
            "tasks": [{ "function.$": "$.function", "payload.$": "$.source" }],
        }),
        "notification/notify" => json!({
            "destination.$": "$.email",
            "subject": "Your run has finished",
            "body_mimetype": "text/plain",
        }),
        "weboption/wait_for_option" => json!({
            "prompt": "Continue this run?",
            "text": "Please review the prepared data before you decide.",
            "options": [
                { "name": "Approve", "description": "The run continues." },
                { "name": "Refuse", "description": "The run stops here." },
            ],
        }),
        "hello_world" => json!({ "echo_string.$": "$.echo_string" }),
        _ => json!({ "endpoint_id.$": "$.source.id", "path.$": "$.source.path" }),
    }
}

/// What its actions read, as a start form asks for it.
pub(super) fn input_schema(steps: &[&str]) -> Value {
    let uses = |wanted: &str| {
        let is_it = |name: &&str| matches!(step(name), Step::Action(action) if action == wanted);
        steps.iter().any(is_it)
    };
    let place = |title: &str| {
        json!({
            "type": "object",
            "title": title,
            "format": "globus-collection",
            "required": ["id", "path"],
            "properties": {
                "id": { "type": "string", "format": "uuid" },
                "path": { "type": "string" },
            },
            "additionalProperties": false,
        })
    };
    let mut properties = Map::new();
    let mut add = |name: &str, schema: Value| drop(properties.insert(name.to_owned(), schema));
    if uses("hello_world") {
        add(
            "echo_string",
            json!({ "type": "string", "title": "What to say" }),
        );
    } else {
        add("source", place("Source"));
    }
    if uses("transfer/transfer") {
        add("destination", place("Destination"));
    }
    if uses("compute") {
        let id = |title: &str| json!({ "type": "string", "format": "uuid", "title": title });
        add("compute_endpoint", id("Compute endpoint"));
        add("function", id("Function"));
    }
    if uses("notification/notify") {
        add(
            "email",
            json!({ "type": "string", "format": "email", "title": "Who to notify" }),
        );
    }
    if steps.iter().any(|name| matches!(step(name), Step::Choice)) {
        add("proceed", json!({ "type": "boolean", "default": true }));
    }
    // A field with a default is optional.
    let has_default = |schema: &Value| schema.get("default").is_some();
    let required: Vec<_> = properties
        .iter()
        .filter(|(_, schema)| !has_default(schema))
        .map(|(name, _)| name.clone())
        .collect();
    json!({
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flows::sample::catalog::FLOWS;

    #[test]
    fn every_state_is_reached_and_leads_on_or_ends() {
        let mut types = std::collections::BTreeSet::new();
        for flow in &FLOWS {
            let definition = definition(flow.title, flow.steps);
            let states = definition["States"].as_object().expect("states");
            assert!(states.contains_key(definition["StartAt"].as_str().expect("a start")));
            for (name, state) in states {
                types.insert(state["Type"].as_str().expect("a type").to_owned());
                let targets = [
                    &state["Next"],
                    &state["Default"],
                    &state["Choices"][0]["Next"],
                ];
                let targets: Vec<_> = targets.iter().filter_map(|t| t.as_str()).collect();
                let ends = state["End"] == true || state["Type"] == "Fail";
                assert_ne!(ends, !targets.is_empty(), "{}: {name}", flow.title);
                for target in targets {
                    assert!(states.contains_key(target), "{}: {target}", flow.title);
                }
            }
        }
        assert_eq!(types.len(), 5, "{types:?}");
    }

    #[test]
    fn what_the_actions_read_is_asked_for() {
        for flow in &FLOWS {
            let schema = input_schema(flow.steps);
            let text = definition(flow.title, flow.steps).to_string();
            let asked = schema["properties"].as_object().expect("properties");
            for name in ["source", "destination", "email", "function", "echo_string"] {
                let is_read = text.contains(&format!("\"$.{name}"));
                assert!(
                    !is_read || asked.contains_key(name),
                    "{}: {name}",
                    flow.title
                );
            }
        }
    }
}
