//! Who may do something: a person, a group, or everyone.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::document::Text;

const IDENTITY: &str = "urn:globus:auth:identity:";
const GROUP: &str = "urn:globus:groups:id:";
const PUBLIC: &str = "public";
const ALL_AUTHENTICATED_USERS: &str = "all_authenticated_users";

/// A principal, as Flows writes it: a URN or one of two keywords.
///
/// ```
/// use globus_app::Principal;
///
/// let owner = Principal::from("urn:globus:auth:identity:46bd0f56-e24f-11e5-a510-131bef46955c");
/// assert!(owner.identity().is_some());
/// assert_eq!(Principal::from("public"), Principal::Public);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Principal {
    /// An identity in Globus Auth: a person or an app.
    Identity(Uuid),
    /// A group in Globus Groups.
    Group(Uuid),
    /// Everyone, signed in or not. Flows allows it for viewers.
    Public,
    /// Everyone who is signed in. Flows allows it for starters.
    AllAuthenticatedUsers,
    /// A form that this library doesn't know.
    Unknown(String),
}

impl Principal {
    /// The identity's id, if it is one.
    pub fn identity(&self) -> Option<Uuid> {
        match self {
            Self::Identity(id) => Some(*id),
            _ => None,
        }
    }
}

impl From<&str> for Principal {
    fn from(text: &str) -> Self {
        // Only the canonical form of a UUID, so that every text is written as it was read.
        let id_after = |prefix| {
            let id = text.strip_prefix(prefix)?;
            Uuid::from_str(id)
                .ok()
                .filter(|uuid| uuid.to_string() == id)
        };
        match text {
            PUBLIC => Self::Public,
            ALL_AUTHENTICATED_USERS => Self::AllAuthenticatedUsers,
            _ => id_after(IDENTITY)
                .map(Self::Identity)
                .or_else(|| id_after(GROUP).map(Self::Group))
                .unwrap_or_else(|| Self::Unknown(text.to_owned())),
        }
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Identity(id) => write!(f, "{IDENTITY}{id}"),
            Self::Group(id) => write!(f, "{GROUP}{id}"),
            Self::Public => f.write_str(PUBLIC),
            Self::AllAuthenticatedUsers => f.write_str(ALL_AUTHENTICATED_USERS),
            Self::Unknown(text) => f.write_str(text),
        }
    }
}

impl Serialize for Principal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Principal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from(Text::deserialize(deserializer)?.0.as_ref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_principal_is_written_as_it_was_read() {
        for text in [
            "urn:globus:auth:identity:46bd0f56-e24f-11e5-a510-131bef46955c",
            "urn:globus:auth:identity:46BD0F56-E24F-11E5-A510-131BEF46955C",
            "urn:globus:groups:id:fdb38a24-03c1-11e3-86f7-12313809f035",
            "urn:globus:groups:id:",
            "public",
            "all_authenticated_users",
            "",
        ] {
            assert_eq!(Principal::from(text).to_string(), text);
        }
    }
}
