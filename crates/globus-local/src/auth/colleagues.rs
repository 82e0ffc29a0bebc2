//! People who own part of the sample data. Their names can be looked up, but they cannot sign in.

use super::people::{Identity, LABORATORY, UNIVERSITY};

const fn at_the_university(
    id: &'static str,
    username: &'static str,
    name: &'static str,
) -> Identity {
    Identity {
        id,
        username,
        name,
        email: username,
        organization: "Example University",
        provider: UNIVERSITY,
        provider_name: "Example University SSO",
    }
}

const fn at_the_laboratory(
    id: &'static str,
    username: &'static str,
    name: &'static str,
) -> Identity {
    Identity {
        organization: "Example National Laboratory",
        provider: LABORATORY,
        provider_name: "Example National Laboratory",
        ..at_the_university(id, username, name)
    }
}

/// They own flows, and runs that Ada can see.
pub(crate) const COLLEAGUES: [Identity; 7] = [
    at_the_university(
        "b44bddda-0000-4000-8000-000000000001",
        "franklin@uni.example",
        "Rosalind Franklin",
    ),
    at_the_laboratory(
        "b44bddda-0000-4000-8000-000000000002",
        "wu@lab.example",
        "Chien-Shiung Wu",
    ),
    at_the_university(
        "b44bddda-0000-4000-8000-000000000003",
        "noether@uni.example",
        "Emmy Noether",
    ),
    at_the_laboratory(
        "b44bddda-0000-4000-8000-000000000004",
        "meitner@lab.example",
        "Lise Meitner",
    ),
    at_the_university(
        "b44bddda-0000-4000-8000-000000000005",
        "hopper@uni.example",
        "Grace Hopper",
    ),
    at_the_laboratory(
        "b44bddda-0000-4000-8000-000000000006",
        "chandra@lab.example",
        "Subrahmanyan Chandrasekhar",
    ),
    at_the_university(
        "b44bddda-0000-4000-8000-000000000007",
        "turing@uni.example",
        "Alan Turing",
    ),
];

/// Owns the collections that do not belong to Ada.
pub(crate) const STORAGE: Identity = at_the_university(
    "c3b5d9a1-7e42-4f18-b6c0-5d2e9f8a1b34",
    "storage@uni.example",
    "Research Storage",
);

/// Finds one of them by id or username, in any case.
pub(super) fn find(id_or_username: &str) -> Option<&'static Identity> {
    let mut all = COLLEAGUES.iter().chain([&STORAGE]);
    all.find(|identity| identity.is_called(id_or_username))
}
