//! Whether a permission is there already, so that nobody is asked for it twice.

use globus_app::Scope;
use uuid::Uuid;

use crate::controller::Clients;

/// Whether this computer has a token with the scope, and Globus the consents below it. What
/// cannot be told counts as missing: asking again does no harm.
pub async fn is_granted(clients: &Clients, scope: &Scope) -> bool {
    let Ok(held) = clients.app.held_tokens().await else {
        return false;
    };
    let carried = held.iter().any(|token| {
        !token.has_ended_for_good() && token.scopes.iter().any(|held| held == scope.scope_string())
    });
    if !carried || scope.dependencies().next().is_none() {
        return carried;
    }
    let identity = clients.identity_id.as_deref().map(Uuid::parse_str);
    let Some(Ok(identity)) = identity else {
        return false;
    };
    clients
        .auth
        .get_consents(&identity, false)
        .await
        .is_ok_and(|forest| forest.meets_scope_requirements(std::slice::from_ref(scope)))
}
