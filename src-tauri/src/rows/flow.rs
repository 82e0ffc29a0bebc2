//! A flow as a row.

use globus_app::Flow;

use super::millis;
use crate::view::FlowRow;

const IDENTITY: &str = "urn:globus:auth:identity:";

/// `me`: the id of the person who looks.
pub fn flow_row(flow: &Flow, me: Option<&str>) -> FlowRow {
    let role = flow
        .user_roles
        .first()
        .or(flow.user_role.as_ref())
        .map_or("", String::as_str);
    let owner = flow.flow_owner.as_deref().unwrap_or_default();
    let owner = owner.strip_prefix(IDENTITY).unwrap_or(owner);
    let states = flow
        .definition
        .as_ref()
        .and_then(|definition| definition["States"].as_object());
    FlowRow {
        id: flow.id.clone(),
        title: flow.title.clone(),
        subtitle: flow.subtitle.clone(),
        role: role_word(role),
        high_assurance: flow.is_high_assurance,
        keywords: flow.keywords.clone(),
        steps: states.and_then(|states| u32::try_from(states.len()).ok()),
        owner: if Some(owner) == me {
            "You".to_owned()
        } else {
            owner.to_owned()
        },
        created_at: flow.created_at.map(millis),
        updated_at: flow.updated_at.map(millis),
    }
}

fn role_word(role: &str) -> String {
    match role {
        "flow_owner" => "Owner",
        "flow_administrator" => "Administrator",
        "flow_starter" => "Starter",
        "flow_viewer" => "Viewer",
        other => other,
    }
    .to_owned()
}
