//! Permissions, services and statuses in plain words.

use globus_app::{
    AuthScopes, ComputeScopes, FlowsScopes, GroupsScopes, KnownScope, Scope, ScopeKind,
    SearchScopes, TimersScopes, TransferScopes,
};
use uuid::Uuid;

use super::names::Names;
use crate::{
    clients::Clients, permissions::status::ScopeStatus, requirements::features::Feature, text::line,
};

/// What a scope allows: "Manage runs". None for an unknown scope.
pub fn known_title(scope: &Scope, names: &Names) -> Option<String> {
    let known = KnownScope::find(scope)?;
    Some(match known.kind {
        ScopeKind::Flow(id) => format!("Start “{}” and resume its runs", names.name(&id)),
        ScopeKind::Collection(id) => known.title.replace("this collection", &names.name(&id)),
        ScopeKind::Endpoint(id) => known
            .title
            .replace("this endpoint", &format!("endpoint {id}")),
        _ => known.title.to_owned(),
    })
}

/// What a scope allows, or the scope string if it is unknown.
pub fn title(scope: &Scope, names: &Names) -> String {
    known_title(scope, names).unwrap_or_else(|| line(scope.scope_string()))
}

/// What a scope allows, after looking up the names in it.
pub async fn scope_title(clients: &Clients, scope: &Scope) -> String {
    title(scope, &Names::look_up(clients, [scope]).await)
}

/// The title of a resource server. `scope` is one of its scopes.
pub fn service(resource_server: &str, scope: Option<&Scope>, names: &Names) -> String {
    let title = match resource_server {
        AuthScopes::RESOURCE_SERVER => "Globus Auth",
        FlowsScopes::RESOURCE_SERVER => "Globus Flows",
        TransferScopes::RESOURCE_SERVER => "Globus Transfer",
        GroupsScopes::RESOURCE_SERVER => "Globus Groups",
        SearchScopes::RESOURCE_SERVER => "Globus Search",
        TimersScopes::RESOURCE_SERVER => "Globus Timers",
        ComputeScopes::RESOURCE_SERVER => "Globus Compute",
        _ => {
            let kind = scope.and_then(KnownScope::find).map(|known| known.kind);
            return match (kind, Uuid::try_parse(resource_server)) {
                (Some(ScopeKind::Flow(id)), _) => format!("Flow: {}", names.name(&id)),
                (Some(ScopeKind::Collection(id)), _) => format!("Collection: {}", names.name(&id)),
                (_, Ok(id)) => names.name(&id),
                _ => line(resource_server),
            };
        }
    };
    title.to_owned()
}

/// A status in words, with the features it blocks: "Missing – blocks Runs".
pub fn status(status: ScopeStatus, blocks: &[Feature]) -> String {
    let blocked = if blocks.is_empty() {
        String::new()
    } else {
        let names: Vec<_> = blocks.iter().map(|feature| feature.name()).collect();
        format!(" – blocks {}", listed(&names))
    };
    match status {
        ScopeStatus::Granted => "Granted".to_owned(),
        ScopeStatus::NewTokenNeeded => format!("Granted, new token needed{blocked}"),
        ScopeStatus::PartGranted => format!("Partly granted{blocked}"),
        ScopeStatus::Missing if blocks.is_empty() => "Missing – optional".to_owned(),
        ScopeStatus::Missing => format!("Missing{blocked}"),
        ScopeStatus::Off => "Off – optional".to_owned(),
        ScopeStatus::Expired => format!("Expired{blocked}"),
        ScopeStatus::Unused => "Not used by any feature".to_owned(),
        ScopeStatus::Unknown => "Can’t check".to_owned(),
        ScopeStatus::Refused => "Globus doesn’t know this scope".to_owned(),
    }
}

/// Joins names into a list: "a", "a and b", "a, b and c".
pub fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
