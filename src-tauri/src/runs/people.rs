//! Who has a role in a run.

use std::str::FromStr as _;

use globus_app::{AuthScopes, IdentityLookup, Principal, Run};
use uuid::Uuid;

use super::view::Person;
use crate::{
    clients::Clients,
    people::Directory,
    permissions::granted::carries_any,
    problem::{refused::Refused, view::Problem},
    read::{AUTH, search, signed_in},
};

/// The people and groups in each role of a run.
pub struct Roles {
    pub owner: Option<Person>,
    pub managers: Vec<Person>,
    pub monitors: Vec<Person>,
}

/// Reads the roles of a run, with names where they can be looked up.
pub async fn roles(clients: &Clients, run: &Run) -> Roles {
    let all = run.run_owner.iter();
    let all = all.chain(&run.run_managers).chain(&run.run_monitors);
    let directory = Directory::read(clients, all).await;
    let people = |who: &[Principal]| who.iter().map(|one| person(one, &directory)).collect();
    Roles {
        owner: run
            .run_owner
            .as_ref()
            .map(|owner| person(owner, &directory)),
        managers: people(&run.run_managers),
        monitors: people(&run.run_monitors),
    }
}

/// Finds a person by username or ID, or a group by ID.
///
/// # Errors
/// [`Refused::NeedsMore`] without `view_identities`, and a [`Problem`] if there is no such person.
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
        return Err(Refused::needs_scopes(AUTH, vec![view]));
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
    let principal = match (found.into_iter().next(), id) {
        (Some(identity), _) => Principal::Identity(identity.id),
        // Globus Auth doesn't look up groups.
        (None, Some(id)) => Principal::Group(id),
        (None, None) => {
            return Err(Problem::invalid_input(
                &format!("Globus has no user called “{text}”."),
                "Enter the username they sign in to Globus with, or an ID.",
            )
            .into());
        }
    };
    let directory = Directory::read(&clients, [&principal]).await;
    Ok(person(&principal, &directory))
}

/// A person or group with a role.
pub fn person(principal: &Principal, directory: &Directory) -> Person {
    Person {
        principal: principal.to_string(),
        name: directory.name(principal),
    }
}
