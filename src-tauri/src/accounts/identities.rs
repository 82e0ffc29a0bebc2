//! The identities of the current user.

use super::view::LinkedIdentity;
use crate::{
    clients::Clients,
    problem::{self, view::Problem},
    read::AUTH,
    text::Text,
};

/// The linked identities, and which of them signed in with this app. Empty for a service account or
/// when signed out.
pub async fn identities(clients: Option<Clients>) -> Result<Vec<LinkedIdentity>, Problem> {
    let Some(clients) = clients.filter(|clients| clients.app.acts_for_a_person()) else {
        return Ok(Vec::new());
    };
    let linked = clients.auth.linked_identities().await;
    let linked = linked.map_err(|error| problem::calls::of_call(AUTH, &error))?;
    let mine = |id: &str| clients.identity_id.as_deref() == Some(id);
    let rows = linked.into_iter().map(|identity| LinkedIdentity {
        primary: mine(&identity.id.to_string()),
        id: identity.id.to_string(),
        username: Text::of(&identity.username),
        provider: identity.provider.as_deref().map(Text::of),
        signed_in_at: identity
            .last_authentication
            .and_then(|time| time.as_millisecond().try_into().ok()),
    });
    Ok(rows.collect())
}
