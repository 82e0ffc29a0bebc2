//! What flows and collections are called, whose ids are in scopes.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use futures::{StreamExt, stream};
use globus_app::{KnownScope, Scope, ScopeKind};
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use crate::{clients::Clients, requirements::features::is_data_access, text::line};

/// More names than a person has flows and collections allowed; the others keep their ids.
const MOST: usize = 60;
const AT_ONCE: usize = 6;
/// A page is not held up by names.
const PATIENCE: Duration = Duration::from_secs(4);

/// A collection, as far as its permissions need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    pub name: String,
    /// Whether it has a `data_access` scope.
    pub has_data_access: bool,
}

/// The names that could be found out.
#[derive(Debug, Default)]
pub struct Names {
    pub flows: HashMap<Uuid, String>,
    pub collections: HashMap<Uuid, Collection>,
}

enum Found {
    Flow(Uuid, String),
    Collection(Uuid, Collection),
}

impl Names {
    /// Looks up what the scopes are about. Whatever is refused, or takes too long, keeps its id.
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

    /// Of a flow or a collection: its name, else the beginning of its id.
    pub fn name(&self, id: &Uuid) -> String {
        let flow = self.flows.get(id);
        let collection = self.collections.get(id).map(|collection| &collection.name);
        flow.or(collection).cloned().unwrap_or_else(|| short(id))
    }

    /// Whether nothing is known against a scope; of a flow or a collection, whether it was seen.
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
