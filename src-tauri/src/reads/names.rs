//! What things are called, for sentences: names where Globus tells them, else ids.

use globus_app::{IdentityLookup, KnownScope, Scope, ScopeKind};
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

/// An identity's username; what it was called by, if Globus does not tell.
pub async fn identity_name(clients: &Clients, id_or_username: &str) -> String {
    let Ok(id) = Uuid::parse_str(id_or_username) else {
        return line(id_or_username);
    };
    let linked = clients.auth.linked_identities().await.unwrap_or_default();
    if let Some(mine) = linked.into_iter().find(|identity| identity.id == id) {
        return line(&mine.username);
    }
    let lookup = IdentityLookup::Ids(vec![id]);
    let found = clients.auth.get_identities(&lookup).await;
    let found = found.unwrap_or_default().into_iter().next();
    found.map_or_else(|| id.to_string(), |identity| line(&identity.username))
}

async fn flow_name(clients: &Clients, id: &Uuid) -> String {
    let named = clients.flows.get_flow(id).await.ok();
    named.filter(|flow| !flow.title.is_empty()).map_or_else(
        || format!("flow {id}"),
        |flow| format!("“{}”", line(&flow.title)),
    )
}
