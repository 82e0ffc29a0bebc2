//! A flow as a row.

use globus_app::{Flow, FlowRole, Principal, RawJson};
use serde::de::IgnoredAny;
use serde_json::Value;

use super::view::{FlowRow, FlowStep};
use crate::{definition::Definition, text::Text, time::millis};

/// `me`: the id of the person who looks.
pub fn flow_row(flow: &Flow, me: Option<&str>) -> FlowRow {
    let role = flow.user_roles.first().or(flow.user_role.as_ref());
    let owner = match &flow.flow_owner {
        Some(Principal::Identity(id)) => id.to_string(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let definition = flow.definition.as_ref();
    let definition = definition.and_then(|text| text.decode::<Definition<IgnoredAny>>().ok());
    FlowRow {
        id: flow.id.to_string(),
        title: Text::of(&flow.title),
        subtitle: Text::of(&flow.subtitle),
        role: role.map(role_word).unwrap_or_default(),
        high_assurance: flow.is_high_assurance,
        keywords: flow.keywords.iter().map(Text::of).collect(),
        steps: definition.and_then(|definition| u32::try_from(definition.states.len()).ok()),
        owner: if Some(owner.as_str()) == me {
            Text::of("You")
        } else {
            Text::of(owner)
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
            name: Text::of(&name),
            kind: Text::of(state["Type"].as_str().unwrap_or_default()),
            comment: state["Comment"].as_str().map(Text::of),
            next: leads_to(&state),
        })
        .collect()
}

fn leads_to(state: &Value) -> Vec<Text> {
    let choices = state["Choices"].as_array().into_iter().flatten();
    let ways = [&state["Next"], &state["Default"]]
        .into_iter()
        .chain(choices.map(|choice| &choice["Next"]));
    let mut names = Vec::new();
    for name in ways.filter_map(|way| way.as_str().map(Text::of)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn role_word(role: &FlowRole) -> Text {
    Text::of(match role {
        FlowRole::Owner => "Owner",
        FlowRole::Administrator => "Administrator",
        FlowRole::Starter => "Starter",
        FlowRole::Viewer => "Viewer",
        other => other.as_str(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::text::hostile;

    #[test]
    fn f31_nothing_of_a_flow_is_shown_as_others_wrote_it() {
        let document = hostile::filled(json!({
            "id": "24bc4997-b483-4c25-a19c-64b0afc00743",
            "title": "", "subtitle": "", "keywords": [""], "user_role": "", "flow_owner": "",
        }));
        let flow: Flow = serde_json::from_value(document).expect("a flow");
        hostile::assert_fit(&flow_row(&flow, None), &[]);
        let definition = hostile::filled(json!({"States": {hostile::TEXT: {
            "Type": "", "Comment": "", "Next": "", "Default": "", "Choices": [{"Next": ""}],
        }}}));
        let definition = serde_json::from_value(definition).expect("JSON");
        hostile::assert_fit(&flow_steps(&definition), &[]);
    }

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
