//! A flow as a row.

use std::collections::HashMap;

use globus_app::{Flow, FlowRole, Principal};
use serde::{Deserialize, de::IgnoredAny};
use serde_json::Value;

use super::{millis, text::line};
use crate::view::{FlowRow, FlowStep};

/// `me`: the id of the person who looks.
pub fn flow_row(flow: &Flow, me: Option<&str>) -> FlowRow {
    let role = flow.user_roles.first().or(flow.user_role.as_ref());
    let owner = match &flow.flow_owner {
        Some(Principal::Identity(id)) => id.to_string(),
        Some(other) => line(&other.to_string()),
        None => String::new(),
    };
    let definition = flow.definition.as_ref();
    let definition = definition.and_then(|definition| definition.decode::<States>().ok());
    FlowRow {
        id: flow.id.to_string(),
        title: line(&flow.title),
        subtitle: line(&flow.subtitle),
        role: role.map(role_word).unwrap_or_default(),
        high_assurance: flow.is_high_assurance,
        keywords: flow.keywords.iter().map(|word| line(word)).collect(),
        steps: definition.and_then(|definition| u32::try_from(definition.states.len()).ok()),
        owner: if Some(owner.as_str()) == me {
            "You".to_owned()
        } else {
            owner
        },
        created_at: flow.created_at.map(millis),
        updated_at: flow.updated_at.map(millis),
    }
}

/// As much of a definition as a row tells.
#[derive(Deserialize)]
struct States {
    #[serde(rename = "States")]
    states: HashMap<String, IgnoredAny>,
}

/// The steps of a definition, in its order (Amazon States Language, as Globus Flows reads it).
pub fn flow_steps(definition: &Value) -> Vec<FlowStep> {
    let states = definition["States"].as_object();
    states
        .into_iter()
        .flatten()
        .map(|(name, state)| FlowStep {
            name: line(name),
            kind: line(state["Type"].as_str().unwrap_or_default()),
            comment: state["Comment"].as_str().map(line),
            next: leads_to(state),
        })
        .collect()
}

fn leads_to(state: &Value) -> Vec<String> {
    let choices = state["Choices"].as_array().into_iter().flatten();
    let ways = [&state["Next"], &state["Default"]]
        .into_iter()
        .chain(choices.map(|choice| &choice["Next"]));
    let mut names = Vec::new();
    for name in ways.filter_map(|way| way.as_str().map(line)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn role_word(role: &FlowRole) -> String {
    match role {
        FlowRole::Owner => "Owner",
        FlowRole::Administrator => "Administrator",
        FlowRole::Starter => "Starter",
        FlowRole::Viewer => "Viewer",
        other => other.as_str(),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn steps_say_where_they_lead() {
        let steps = flow_steps(&json!({"StartAt": "A", "States": {
            "A": {"Type": "Pass", "Next": "B", "Comment": "first"},
            "B": {"Type": "Choice", "Default": "C", "Choices": [{"Next": "A"}, {"Next": "C"}]},
            "C": {"Type": "Pass", "End": true},
        }}));
        let ways: Vec<_> = steps.iter().map(|step| step.next.join(" ")).collect();
        assert_eq!(ways, ["B", "C A", ""]);
        assert_eq!(steps[0].comment.as_deref(), Some("first"));
        assert!(flow_steps(&serde_json::Value::Null).is_empty());
    }
}
