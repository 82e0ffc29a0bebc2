//! Who else may do something with a run: people and groups, by what they are called.

use std::{collections::HashMap, str::FromStr as _};

use globus_app::{AuthScopes, GlobusAuthorizationParameters, IdentityLookup, Principal, Run};
use uuid::Uuid;

use super::view::Person;
use crate::{
    clients::Clients,
    permissions::granted::carries_any,
    problem::{refused::Refused, view::Problem},
    read::{AUTH, search, signed_in},
    text::Text,
};

/// Who has which part in a run.
pub struct People {
    pub owner: Option<Person>,
    pub managers: Vec<Person>,
    pub monitors: Vec<Person>,
}

/// With names where Globus tells them, else what kind of thing each is.
pub async fn people(clients: &Clients, run: &Run) -> People {
    let mine = clients.identity_id.as_deref().map(Uuid::from_str);
    let mine = mine.and_then(Result::ok);
    let all = run.run_owner.iter();
    let all = all.chain(&run.run_managers).chain(&run.run_monitors);
    let ids = all.filter_map(Principal::identity);
    let others: Vec<_> = ids.filter(|id| Some(*id) != mine).collect();
    let mut names = HashMap::new();
    if !others.is_empty() {
        let lookup = IdentityLookup::Ids(others);
        let found = clients.auth.get_identities(&lookup).await;
        let found = found.unwrap_or_default().into_iter();
        names.extend(found.map(|identity| (identity.id, Text::of(&identity.username))));
    }
    names.extend(mine.map(|id| (id, Text::of("you"))));
    let called = |who: &[Principal]| who.iter().map(|one| person(one, &names)).collect();
    People {
        owner: run.run_owner.as_ref().map(|owner| person(owner, &names)),
        managers: called(&run.run_managers),
        monitors: called(&run.run_monitors),
    }
}

/// Who is meant by a username, the ID of an identity, or that of a group.
///
/// # Errors
/// Looking people up takes a permission of its own, which is asked for first.
pub async fn find_person(clients: Option<Clients>, text: &str) -> Result<Person, Refused> {
    let clients = signed_in(clients, AUTH)?;
    let view = AuthScopes::VIEW_IDENTITIES;
    if !carries_any(
        &clients,
        AuthScopes::RESOURCE_SERVER,
        std::slice::from_ref(&view),
    )
    .await
    {
        let parameters = GlobusAuthorizationParameters {
            required_scopes: vec![view],
            ..GlobusAuthorizationParameters::default()
        };
        return Err(Refused::needs(AUTH, parameters));
    }
    let text = search(text);
    let id = Uuid::from_str(&text).ok();
    let lookup = match id {
        Some(id) => IdentityLookup::Ids(vec![id]),
        None => IdentityLookup::Usernames {
            usernames: vec![text.clone()],
            provision: false,
        },
    };
    let found = clients.auth.get_identities(&lookup).await;
    let found = found.map_err(|error| Refused::of_read(AUTH, &error))?;
    match (found.into_iter().next(), id) {
        (Some(identity), _) => {
            let names = HashMap::from([(identity.id, Text::of(&identity.username))]);
            Ok(person(&Principal::Identity(identity.id), &names))
        }
        // Globus Auth knows no groups, and no app like this may look one up.
        (None, Some(id)) => Ok(person(&Principal::Group(id), &HashMap::new())),
        (None, None) => Err(Problem::invalid_input(
            &format!("Globus has no user called “{text}”."),
            "Enter the username they sign in to Globus with, or an ID.",
        )
        .into()),
    }
}

fn person(principal: &Principal, names: &HashMap<Uuid, Text>) -> Person {
    let name = match principal {
        Principal::Identity(id) => names
            .get(id)
            .cloned()
            .unwrap_or_else(|| id.to_string().into()),
        Principal::Group(id) => format!("Group {id}").into(),
        Principal::Public => "Everybody".into(),
        Principal::AllAuthenticatedUsers => "Everybody who is signed in".into(),
        Principal::Unknown(text) => Text::of(text),
    };
    Person {
        principal: principal.to_string(),
        name,
    }
}
