//! What things are called, for sentences: names where Globus tells them, else ids.

use globus_app::{KnownScope, Scope, ScopeKind};
use uuid::Uuid;

use crate::{controller::Clients, rows::line};

/// A scope, then everything that it depends on, from the top down.
pub fn with_dependencies(scope: &Scope) -> Vec<Scope> {
    let mut all = vec![scope.clone()];
    let mut next = 0;
    while let Some(scope) = all.get(next) {
        let below: Vec<_> = scope.dependencies().collect();
        all.extend(below);
        next += 1;
    }
    all
}

/// What a scope allows, its dependencies aside: "Use the data of Midway3 Project".
pub async fn scope_title(clients: &Clients, scope: &Scope) -> String {
    let Some(known) = KnownScope::find(scope) else {
        return line(scope.scope_string());
    };
    match known.kind {
        ScopeKind::Collection(id) => known
            .title
            .replace("this collection", &collection_name(clients, &id).await),
        ScopeKind::Flow(id) => known
            .title
            .replace("this flow", &flow_name(clients, &id).await),
        _ => known.title.to_owned(),
    }
}

/// A collection's name, or its id.
pub async fn collection_name(clients: &Clients, id: &Uuid) -> String {
    let named = clients.transfer.get_endpoint(id).await.ok();
    named
        .and_then(|collection| collection.display_name)
        .map_or_else(|| id.to_string(), |name| line(&name))
}

async fn flow_name(clients: &Clients, id: &Uuid) -> String {
    let named = clients.flows.get_flow(id).await.ok();
    named.filter(|flow| !flow.title.is_empty()).map_or_else(
        || format!("flow {id}"),
        |flow| format!("“{}”", line(&flow.title)),
    )
}
