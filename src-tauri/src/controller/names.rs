//! Names of collections and identities, for use in sentences. IDs stand in for unknown names.

use globus_app::{IdentityLookup, LinkedIdentity};
use uuid::Uuid;

use crate::{clients::Clients, text::line};

/// The collection's display name, or its ID.
pub async fn collection_name(clients: &Clients, id: &Uuid) -> String {
    let named = clients.transfer.get_endpoint(id).await.ok();
    named
        .and_then(|collection| collection.display_name)
        .map_or_else(|| id.to_string(), |name| line(&name))
}

/// The identity's username, or the given ID if Globus doesn't return one. The account's own
/// identities, `linked`, need no request.
pub async fn identity_name(
    clients: &Clients,
    linked: &[LinkedIdentity],
    id_or_username: &str,
) -> String {
    let Ok(id) = Uuid::parse_str(id_or_username) else {
        return line(id_or_username);
    };
    if let Some(mine) = linked.iter().find(|identity| identity.id == id) {
        return line(&mine.username);
    }
    let lookup = IdentityLookup::Ids(vec![id]);
    let found = clients.auth.get_identities(&lookup).await;
    let found = found.unwrap_or_default().into_iter().next();
    found.map_or_else(|| id.to_string(), |identity| line(&identity.username))
}
