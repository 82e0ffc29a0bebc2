//! Checks collections before you are asked for access to their data. If one has no such permission,
//! Globus would refuse the whole sign-in.

use std::collections::BTreeSet;

use futures::{StreamExt, TryStreamExt, stream};
use globus_app::{Error, KnownScope, Scope, ScopeKind};
use uuid::Uuid;

use crate::{
    clients::Clients,
    problem::{self, view::Problem},
    requirements::{branches::all_of, features::is_data_access},
    text::Text,
};

const SERVICE: &str = "Globus Transfer";
/// The most collections checked.
const MOST: usize = 50;
const AT_ONCE: usize = 6;

/// Refuses scopes that don't exist at Globus.
pub(super) async fn check(clients: &Clients, scopes: &[Scope]) -> Result<(), Problem> {
    let collections = collections(scopes);
    if collections.len() > MOST {
        return Err(Problem::invalid_input(
            &format!("That's more than {MOST} collections at once."),
            "Nothing was requested. Request fewer at a time.",
        ));
    }
    let looks = collections.into_iter().map(|id| async move {
        let endpoint = clients.transfer.get_endpoint(&id).await;
        let endpoint = endpoint.map_err(|error| not_seen(&id, &error))?;
        if endpoint.requires_data_access_scope() {
            return Ok(());
        }
        let name = endpoint
            .display_name
            .map_or_else(|| id.to_string().into(), Text::of);
        Err(Problem::invalid_input(
            &format!("“{name}” has no “data_access” permission."),
            "Only mapped collections without protected data have one. This one works without it, so leave it out.",
        ))
    });
    let looks = stream::iter(looks).buffer_unordered(AT_ONCE);
    looks.try_collect().await
}

/// The collections with a `data_access` scope anywhere in the trees.
fn collections(scopes: &[Scope]) -> BTreeSet<Uuid> {
    let all = scopes.iter().flat_map(all_of).filter(is_data_access);
    let kinds = all.filter_map(|scope| Some(KnownScope::find(&scope)?.kind));
    let ids = kinds.filter_map(|kind| match kind {
        ScopeKind::Collection(id) => Some(id),
        _ => None,
    });
    ids.collect()
}

fn not_seen(id: &Uuid, error: &Error) -> Problem {
    match error {
        Error::Api(api) if api.status == 404 => Problem::invalid_input(
            &format!("Globus has no collection {id}."),
            "Nothing was requested. Check the ID on the collection’s page.",
        ),
        other => problem::calls::of_call(SERVICE, other),
    }
}
