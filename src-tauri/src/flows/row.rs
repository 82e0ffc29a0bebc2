//! Rows for the list of flows.

use globus_app::{Flow, FlowRole, RawJson};
use serde::de::IgnoredAny;
use serde_json::Value;

use super::view::{FlowRow, FlowStep, StepWay};
use crate::{
    definition::{Definition, On, ways},
    people::Directory,
    text::Text,
    time::millis,
};

/// The error name that matches any error in a `Catch`.
const ANY_ERROR: &str = "States.ALL";

/// Makes a row. `directory` has the owner's name, if it could be looked up.
pub fn flow_row(flow: &Flow, directory: &Directory) -> FlowRow {
    let role = flow.user_roles.first().or(flow.user_role.as_ref());
    let definition = flow.definition.as_ref();
    let definition = definition.and_then(|text| text.decode::<Definition<IgnoredAny>>().ok());
    FlowRow {
        id: flow.id.to_string(),
        title: Text::of(&flow.title),
        subtitle: Text::of(&flow.subtitle),
        role: role.map(role_word).unwrap_or_default(),
        high_assurance: flow.is_high_assurance,
        keywords: flow.keywords.iter().map(Text::of).collect(),
        steps: definition.and_then(|definition| u32::try_from(definition.len()).ok()),
        owner: flow
            .flow_owner
            .as_ref()
            .map(|owner| directory.name(owner))
            .unwrap_or_default(),
        created_at: flow.created_at.map(millis),
        updated_at: flow.updated_at.map(millis),
    }
}

/// The steps of a definition, each after those that lead to it.
pub fn flow_steps(definition: &RawJson) -> Vec<FlowStep> {
    let definition = definition.decode::<Definition<Value>>();
    let states = definition.iter().flat_map(Definition::in_order);
    states
        .map(|(name, state)| FlowStep {
            name: Text::of(name),
            kind: Text::of(state["Type"].as_str().unwrap_or_default()),
            comment: state["Comment"].as_str().map(Text::of),
            ways: ways(state).into_iter().map(way).collect(),
        })
        .collect()
}

fn way((on, to): (On<'_>, &str)) -> StepWay {
    StepWay {
        to: Text::of(to),
        on: match on {
            On::Next => None,
            On::Choice => Some("if a condition is met".into()),
            On::Default => Some("otherwise".into()),
            On::Error(names) if names.contains(&ANY_ERROR) => Some("on any error".into()),
            On::Error(names) => Some(format!("on {}", names.join(", ")).into()),
        },
    }
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
        hostile::assert_fit(&flow_row(&flow, &Directory::default()), &[]);
        let definition = hostile::filled(json!({"States": {hostile::TEXT: {
            "Type": "", "Comment": "", "Next": "", "Default": "", "Choices": [{"Next": ""}],
        }}}));
        let definition = serde_json::from_value(definition).expect("JSON");
        hostile::assert_fit(&flow_steps(&definition), &[]);
    }

    #[test]
    fn steps_stand_as_a_run_comes_to_them_and_say_where_they_lead() {
        let steps = |text| flow_steps(&serde_json::from_str(text).expect("JSON"));
        let told = |steps: &[FlowStep]| -> Vec<String> {
            let way = |way: &StepWay| match &way.on {
                Some(on) => format!("{on}: {}", way.to),
                None => way.to.to_string(),
            };
            let ways = |step: &FlowStep| step.ways.iter().map(way).collect::<Vec<_>>().join("; ");
            steps
                .iter()
                .map(|step| format!("{} > {}", step.name, ways(step)))
                .collect()
        };
        // Alphabetical, as services return them.
        let all = steps(
            r#"{"StartAt": "Stage", "States": {
            "Check": {"Type": "Choice", "Default": "Copy",
                "Choices": [{"Next": "Refused"}, {"Next": "Copy"}, {"Next": "Refused"}]},
            "Copy": {"Type": "Action", "End": true, "Catch": [
                {"ErrorEquals": ["ActionTimeout", "Other"], "Next": "Tell"},
                {"ErrorEquals": ["States.ALL"], "Next": "Refused"}]},
            "Refused": {"Type": "Fail"},
            "Stage": {"Type": "Pass", "Next": "Check", "Comment": "first"},
            "Tell": {"Type": "Pass", "End": true}}}"#,
        );
        assert_eq!(
            told(&all),
            [
                "Stage > Check",
                "Check > if a condition is met: Refused; if a condition is met: Copy; otherwise: Copy",
                "Copy > on ActionTimeout, Other: Tell; on any error: Refused",
                "Tell > ",
                "Refused > ",
            ]
        );
        assert_eq!(all[0].comment.as_deref(), Some("first"));
        assert!(steps("null").is_empty() && steps(r#"{"States": 3}"#).is_empty());
    }
}
