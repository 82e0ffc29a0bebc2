//! Looks up the names of flows and collections whose IDs appear in scopes.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use futures::{StreamExt, stream};
use globus_app::{KnownScope, Scope, ScopeKind};
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use crate::{clients::Clients, requirements::features::is_data_access, text::line};

/// The most names to look up. Further ones keep their IDs.
const MOST: usize = 60;
/// How many requests run at once.
const AT_ONCE: usize = 6;
/// How long to wait for names before showing IDs.
const PATIENCE: Duration = Duration::from_secs(4);

/// What permissions need to know about a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// The display name.
    pub name: String,
    /// Whether it has a `data_access` scope.
    pub has_data_access: bool,
}

/// The names that were found.
#[derive(Debug, Default)]
pub struct Names {
    /// Titles of flows by flow ID.
    pub flows: HashMap<Uuid, String>,
    /// Collections by collection ID.
    pub collections: HashMap<Uuid, Collection>,
}

enum Found {
    Flow(Uuid, String),
    Collection(Uuid, Collection),
}

impl Names {
    /// Looks up the flows and collections in `scopes`. If a request fails or takes too long, the ID
    /// stands in for the name.
    pub async fn look_up<'a>(
        clients: &Clients,
        scopes: impl IntoIterator<Item = &'a Scope>,
    ) -> Self {
        let kinds = scopes
            .into_iter()
            .filter_map(|scope| Some(KnownScope::find(scope)?.kind));
        let mut seen = HashSet::new();
        let kinds = kinds.filter(|kind| match kind {
            ScopeKind::Flow(id) | ScopeKind::Collection(id) => seen.insert(*id),
            _ => false,
        });
        let kinds: Vec<_> = kinds.take(MOST).collect();
        let lookups = kinds.into_iter().map(|kind| look_up(clients, kind));
        let mut found = stream::iter(lookups).buffer_unordered(AT_ONCE);
        let deadline = Instant::now() + PATIENCE;
        let mut names = Self::default();
        while let Ok(Some(found)) = timeout_at(deadline, found.next()).await {
            match found {
                Some(Found::Flow(id, title)) => drop(names.flows.insert(id, title)),
                Some(Found::Collection(id, it)) => drop(names.collections.insert(id, it)),
                None => {}
            }
        }
        names
    }

    /// The name of a flow or collection, or the first part of its ID.
    pub fn name(&self, id: &Uuid) -> String {
        let flow = self.flows.get(id);
        let collection = self.collections.get(id).map(|collection| &collection.name);
        flow.or(collection).cloned().unwrap_or_else(|| short(id))
    }

    /// Whether the scope's flow or collection was found. True for all other scopes.
    pub fn is_there(&self, scope: &Scope) -> bool {
        match KnownScope::find(scope).map(|known| known.kind) {
            Some(ScopeKind::Flow(id)) => self.flows.contains_key(&id),
            Some(ScopeKind::Collection(id)) if is_data_access(scope) => {
                let collection = self.collections.get(&id);
                collection.is_some_and(|collection| collection.has_data_access)
            }
            Some(ScopeKind::Collection(id)) => self.collections.contains_key(&id),
            _ => true,
        }
    }

    /// Whether a collection is known to have no `data_access` scope.
    pub fn lacks_data_access(&self, id: &Uuid) -> bool {
        self.collections
            .get(id)
            .is_some_and(|collection| !collection.has_data_access)
    }
}

async fn look_up(clients: &Clients, kind: ScopeKind) -> Option<Found> {
    match kind {
        ScopeKind::Flow(id) => {
            let flow = clients.flows.get_flow(&id).await.ok()?;
            Some(Found::Flow(id, line(&flow.title)))
        }
        ScopeKind::Collection(id) => {
            let endpoint = clients.transfer.get_endpoint(&id).await.ok()?;
            let has_data_access = endpoint.requires_data_access_scope();
            let name = endpoint
                .display_name
                .map_or_else(|| short(&id), |name| line(&name));
            Some(Found::Collection(
                id,
                Collection {
                    name,
                    has_data_access,
                },
            ))
        }
        _ => None,
    }
}

fn short(id: &Uuid) -> String {
    let id = id.to_string();
    id.chars().take(8).chain(['…']).collect()
}
