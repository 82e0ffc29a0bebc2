//! A flow as a row.

use globus_app::{Flow, FlowRole, Principal};

use super::millis;
use crate::view::FlowRow;

/// `me`: the id of the person who looks.
pub fn flow_row(flow: &Flow, me: Option<&str>) -> FlowRow {
    let role = flow.user_roles.first().or(flow.user_role.as_ref());
    let owner = match &flow.flow_owner {
        Some(Principal::Identity(id)) => id.to_string(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let states = flow
        .definition
        .as_ref()
        .and_then(|definition| definition["States"].as_object());
    FlowRow {
        id: flow.id.to_string(),
        title: flow.title.clone(),
        subtitle: flow.subtitle.clone(),
        role: role.map(role_word).unwrap_or_default(),
        high_assurance: flow.is_high_assurance,
        keywords: flow.keywords.clone(),
        steps: states.and_then(|states| u32::try_from(states.len()).ok()),
        owner: if Some(owner.as_str()) == me {
            "You".to_owned()
        } else {
            owner
        },
        created_at: flow.created_at.map(millis),
        updated_at: flow.updated_at.map(millis),
    }
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
