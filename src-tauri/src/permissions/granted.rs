//! Checks whether a permission is granted already, so that it isn't requested twice.

use globus_app::Scope;

use super::facts::consents;
use crate::clients::Clients;

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
