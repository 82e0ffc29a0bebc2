//! Checks whether a permission is granted already, so that it isn't requested twice.

use globus_app::Scope;

use super::facts::consents;
use crate::clients::Clients;

/// Whether the token of a resource server carries one of these scopes. If the tokens can't be read,
/// the answer is true, because the call itself then reports the problem.
pub async fn carries_any(clients: &Clients, resource_server: &str, scopes: &[Scope]) -> bool {
    let Ok(held) = clients.app.held_tokens().await else {
        return true;
    };
    held.iter()
        .filter(|token| token.resource_server == resource_server)
        .flat_map(|token| &token.scopes)
        .any(|held| scopes.iter().any(|scope| scope.scope_string() == held))
}

/// Whether a stored token carries the scope and Globus has the consents below it. If that can't be
/// checked, the answer is false, because asking again does no harm.
pub async fn is_granted(clients: &Clients, scope: &Scope) -> bool {
    let Ok(held) = clients.app.held_tokens().await else {
        return false;
    };
    let carried = held.iter().any(|token| {
        !token.has_ended_for_good() && token.scopes.iter().any(|held| held == scope.scope_string())
    });
    // A service account needs no consents.
    if !carried || scope.dependencies().next().is_none() || !clients.app.acts_for_a_person() {
        return carried;
    }
    consents(clients)
        .await
        .is_ok_and(|forest| forest.meets_scope_requirements(std::slice::from_ref(scope)))
}
