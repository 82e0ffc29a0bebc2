//! Identities in Globus Auth.

use serde::Deserialize;
use uuid::Uuid;

use crate::services::document::{OtherFields, identified, other_id, own_id, word};

word!(
    /// Whether an identity has signed in.
    IdentityStatus {
        /// It has.
        Used = "used",
        /// It hasn't.
        Unused = "unused",
    }
);

/// Which identities to look up. Globus Auth accepts 100 at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentityLookup {
    /// By id.
    Ids(Vec<Uuid>),
    /// By username, such as `ada@uni.example`.
    Usernames {
        /// The usernames.
        usernames: Vec<String>,
        /// Whether to create identities that don't exist yet.
        provision: bool,
    },
}

impl IdentityLookup {
    pub(super) fn query(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Ids(ids) => {
                let ids: Vec<_> = ids.iter().map(Uuid::to_string).collect();
                vec![("ids", ids.join(","))]
            }
            Self::Usernames {
                usernames,
                provision,
            } => vec![
                ("usernames", usernames.join(",")),
                ("provision", provision.to_string()),
            ],
        }
    }
}

/// An identity: a person's account at one organization.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct IdentityRecord {
    /// Its UUID.
    #[serde(deserialize_with = "own_id")]
    pub id: Uuid,
    /// Its username, such as `ada@uni.example`.
    pub username: String,
    /// Whether it has ever signed in.
    pub status: Option<IdentityStatus>,
    /// The full name, such as "Ada Lovelace".
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The organization.
    pub organization: Option<String>,
    /// The identity provider's id.
    #[serde(default, deserialize_with = "other_id")]
    pub identity_provider: Option<Uuid>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
identified!(IdentityRecord by id);
