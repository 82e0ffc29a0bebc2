//! A flow as a row.

use globus_app::{Flow, FlowRole, Principal, RawJson};
use serde::de::IgnoredAny;
use serde_json::Value;

use super::view::{FlowRow, FlowStep};
use crate::{definition::Definition, text::line, time::millis};

/// `me`: the id of the person who looks.
pub fn flow_row(flow: &Flow, me: Option<&str>) -> FlowRow {
    let role = flow.user_roles.first().or(flow.user_role.as_ref());
    let owner = match &flow.flow_owner {
        Some(Principal::Identity(id)) => id.to_string(),
        Some(other) => line(&other.to_string()),
        None => String::new(),
    };
    let definition = flow.definition.as_ref();
    let definition = definition.and_then(|text| text.decode::<Definition<IgnoredAny>>().ok());
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

/// The steps of a definition, in its order.
pub fn flow_steps(definition: &RawJson) -> Vec<FlowStep> {
    let definition = definition.decode::<Definition<Value>>();
    let states = definition.into_iter().flat_map(|known| known.states);
    states
        .map(|(name, state)| FlowStep {
            name: line(&name),
            kind: line(state["Type"].as_str().unwrap_or_default()),
            comment: state["Comment"].as_str().map(line),
            next: leads_to(&state),
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
    line(match role {
        FlowRole::Owner => "Owner",
        FlowRole::Administrator => "Administrator",
        FlowRole::Starter => "Starter",
        FlowRole::Viewer => "Viewer",
        other => other.as_str(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stand_in_their_order_and_say_where_they_lead() {
        let steps = |text| flow_steps(&serde_json::from_str(text).expect("JSON"));
        let three = steps(
            r#"{"StartAt": "Z", "States": {
            "Z": {"Type": "Pass", "Next": "B", "Comment": "first"},
            "B": {"Type": "Choice", "Default": "C", "Choices": [{"Next": "Z"}, {"Next": "C"}]},
            "C": {"Type": "Pass", "End": true}}}"#,
        );
        let ways: Vec<_> = three.iter().map(|step| step.next.join(" ")).collect();
        assert_eq!(ways, ["B", "C Z", ""]);
        assert_eq!(three[0].comment.as_deref(), Some("first"));
        assert!(steps("null").is_empty() && steps(r#"{"States": 3}"#).is_empty());
    }
}
