//! People and groups by name.

use std::{collections::HashMap, time::Duration};

use futures::future;
use globus_app::{AuthScopes, GroupsScopes, Principal};
use tokio::time::timeout;
use uuid::Uuid;

use crate::{clients::Clients, permissions::granted::carries_any, text::Text};

/// How long a screen waits for names. Without them, it shows IDs.
const PATIENCE: Duration = Duration::from_secs(4);

/// The names of people and groups, as far as the account's permissions allow.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    me: Option<Uuid>,
    identities: HashMap<Uuid, Text>,
    groups: HashMap<Uuid, Text>,
}

impl Directory {
    /// Looks up names for `principals`. Those that can't be looked up are shown by a short ID.
    pub async fn read<'a>(
        clients: &Clients,
        principals: impl IntoIterator<Item = &'a Principal>,
    ) -> Self {
        let me = clients
            .identity_id
            .as_deref()
            .and_then(|id| id.parse().ok());
        let (mut others, mut any_group) = (Vec::new(), false);
        for principal in principals {
            match principal {
                Principal::Identity(id) if Some(*id) != me => others.push(*id),
                Principal::Group(_) => any_group = true,
                _ => {}
            }
        }
        let names = future::join(identities(clients, others), groups(clients, any_group));
        let (identities, groups) = timeout(PATIENCE, names).await.unwrap_or_default();
        Self {
            me,
            identities,
            groups,
        }
    }

    /// A name for a list: "You", "ada@uni.example", "Lab staff". Without a name a short ID, because
    /// nobody recognizes a whole one.
    pub fn name(&self, principal: &Principal) -> Text {
        match principal {
            Principal::Identity(id) if Some(*id) == self.me => "You".into(),
            Principal::Identity(id) => match self.identities.get(id) {
                Some(name) => name.clone(),
                None => short_id(&id.to_string()),
            },
            Principal::Group(id) => match self.groups.get(id) {
                Some(name) => name.clone(),
                None => format!("Group {}", short_id(&id.to_string())).into(),
            },
            Principal::Public => "Everyone".into(),
            Principal::AllAuthenticatedUsers => "Everyone who is signed in".into(),
            Principal::Unknown(text) => short_id(text.rsplit(':').next().unwrap_or(text)),
        }
    }

    /// Several names, separated by commas.
    pub fn names(&self, principals: &[Principal]) -> String {
        let names: Vec<_> = principals.iter().map(|one| self.name(one)).collect();
        names.join(", ")
    }
}

/// The first eight characters of a UUID, and "…". Any other text stays whole.
pub fn short_id(text: &str) -> Text {
    match Uuid::try_parse(text) {
        Ok(id) => format!("{:.8}…", id.hyphenated().to_string()).into(),
        Err(_) => Text::of(text),
    }
}

async fn identities(clients: &Clients, ids: Vec<Uuid>) -> HashMap<Uuid, Text> {
    let scopes = [AuthScopes::VIEW_IDENTITIES];
    if ids.is_empty() || !carries_any(clients, AuthScopes::RESOURCE_SERVER, &scopes).await {
        return HashMap::new();
    }
    // Names only explain. Without them, the rows are shown all the same.
    let found = clients.identities.get_all(ids).await.unwrap_or_default();
    let names = found.into_values();
    names
        .map(|identity| (identity.id, Text::of(&identity.username)))
        .collect()
}

async fn groups(clients: &Clients, any: bool) -> HashMap<Uuid, Text> {
    let scopes = [GroupsScopes::VIEW_MY_GROUPS_AND_MEMBERSHIPS];
    if !any || !carries_any(clients, GroupsScopes::RESOURCE_SERVER, &scopes).await {
        return HashMap::new();
    }
    let found = clients.groups.get_my_groups([]).await.unwrap_or_default();
    let named = found
        .into_iter()
        .filter(|group| !group.name.trim().is_empty());
    named
        .map(|group| (group.id, Text::of(&group.name)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_name_is_shown_by_a_short_id() {
        let id = |text: &str| text.parse::<Uuid>().expect("a UUID");
        let (me, ada, staff) = (
            id("11111111-0000-4000-8000-000000000000"),
            id("22222222-0000-4000-8000-000000000000"),
            id("33333333-0000-4000-8000-000000000000"),
        );
        let directory = Directory {
            me: Some(me),
            identities: HashMap::from([(ada, "ada@uni.example".into())]),
            groups: HashMap::from([(staff, "Lab staff".into())]),
        };
        let other = id("46bd0f56-e24f-11e5-a510-131bef46955c");
        for (principal, name) in [
            (Principal::Identity(me), "You"),
            (Principal::Identity(ada), "ada@uni.example"),
            (Principal::Identity(other), "46bd0f56…"),
            (Principal::Group(staff), "Lab staff"),
            (Principal::Group(other), "Group 46bd0f56…"),
            (Principal::Public, "Everyone"),
            (
                Principal::from("urn:globus:new:46bd0f56-e24f-11e5-a510-131bef46955c"),
                "46bd0f56…",
            ),
            (Principal::from("someone"), "someone"),
        ] {
            assert_eq!(&*directory.name(&principal), name, "{principal}");
        }
    }
}
