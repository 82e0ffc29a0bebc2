//! The users who can sign in: Ada, who has three linked identities, and Charles.

use jiff::Timestamp;
use serde_json::{Value, json};

/// A user's account at one identity provider.
#[derive(Debug)]
pub(crate) struct Identity {
    pub(crate) id: &'static str,
    pub(crate) username: &'static str,
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
    pub(crate) organization: &'static str,
    pub(crate) provider: &'static str,
    pub(crate) provider_name: &'static str,
}

/// A user, with their linked identities. The first is the primary one: the effective identity of
/// everything they do.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) identities: &'static [Identity],
}

pub(super) const UNIVERSITY: &str = "927d7238-f917-4eb2-9ace-c523fa9ba34e";
pub(super) const LABORATORY: &str = "0e7b9f1c-6a44-4c6e-9d0c-27d5a3b1f860";
const GLOBUS_ID: &str = "41143743-f3c8-4d60-bbdb-eeecaba85bd9";

/// The owner of the sample data.
pub(crate) const ADA: Person = Person {
    identities: &[
        Identity {
            id: "8ca28797-3541-4a5d-a264-05b00f91e608",
            username: "ada@uni.example",
            name: "Ada Lovelace",
            email: "ada@uni.example",
            organization: "Example University",
            provider: UNIVERSITY,
            provider_name: "Example University SSO",
        },
        Identity {
            id: "5d1f7c02-90b3-4a87-8e54-c1e2f6a7b930",
            username: "lovelace@lab.example",
            name: "Ada Lovelace",
            email: "lovelace@lab.example",
            organization: "Example National Laboratory",
            provider: LABORATORY,
            provider_name: "Example National Laboratory",
        },
        Identity {
            id: "b7e0a4d9-1c35-4f62-a9d8-3f5b7c1e2a46",
            username: "ada@globusid.example",
            name: "Ada Lovelace",
            email: "ada@mail.example",
            organization: "Analytical Engines",
            provider: GLOBUS_ID,
            provider_name: "Globus ID",
        },
    ],
};

/// Another user, with nothing of his own.
pub(crate) const CHARLES: Person = Person {
    identities: &[Identity {
        id: "c3f9e1b8-47d2-4e05-bb16-9a0d8c7e5f21",
        username: "charles@uni.example",
        name: "Charles Babbage",
        email: "charles@uni.example",
        organization: "Example University",
        provider: UNIVERSITY,
        provider_name: "Example University SSO",
    }],
};

pub(crate) const PEOPLE: [&Person; 2] = [&ADA, &CHARLES];

impl Person {
    /// The identity that tokens are issued for.
    pub(crate) fn primary(&self) -> &'static Identity {
        &self.identities[0]
    }

    /// The user with this identity.
    pub(crate) fn with_identity(id: &str) -> Option<&'static Self> {
        let has = |person: &&&Self| person.identities.iter().any(|identity| identity.id == id);
        PEOPLE.iter().find(has).copied()
    }
}

impl Identity {
    /// The domain of the username, which policies refer to.
    pub(crate) fn domain(&self) -> &'static str {
        self.username.rsplit('@').next().unwrap_or_default()
    }

    /// Whether this is its id or username, in any case.
    pub(super) fn is_called(&self, id_or_username: &str) -> bool {
        [self.id, self.username]
            .iter()
            .any(|own| own.eq_ignore_ascii_case(id_or_username))
    }

    /// The document of `GET /v2/api/identities`.
    pub(crate) fn document(&self) -> Value {
        json!({
            "id": self.id,
            "username": self.username,
            "name": self.name,
            "email": self.email,
            "organization": self.organization,
            "identity_provider": self.provider,
            "identity_type": "login",
            "status": "used",
        })
    }

    /// The entry in an `identity_set`.
    pub(crate) fn in_set(&self, last_authentication: Option<Timestamp>) -> Value {
        json!({
            "sub": self.id,
            "username": self.username,
            "name": self.name,
            "email": self.email,
            "organization": self.organization,
            "identity_provider": self.provider,
            "identity_provider_display_name": self.provider_name,
            "last_authentication": last_authentication.map(Timestamp::as_second),
        })
    }
}

/// Finds an identity by id or username.
pub(crate) fn find(id_or_username: &str) -> Option<&'static Identity> {
    let mut all = PEOPLE.iter().flat_map(|person| person.identities);
    all.find(|identity| identity.is_called(id_or_username))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_are_found_by_id_and_by_username_in_any_case() {
        let lab = find("LOVELACE@lab.example").expect("linked");
        assert_eq!(lab.domain(), "lab.example");
        assert_eq!(
            find(lab.id).map(|identity| identity.username),
            Some(lab.username)
        );
        assert!(find("nobody@uni.example").is_none());
        let person = Person::with_identity(lab.id).expect("Ada's");
        assert_eq!(person.primary().username, "ada@uni.example");
    }
}
