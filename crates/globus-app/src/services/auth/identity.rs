//! Identities as Globus Auth keeps them.

use serde::Deserialize;
use uuid::Uuid;

use crate::services::document::{OtherFields, keeps_other_fields, word};

word!(
    /// Whether somebody signed in with an identity.
    IdentityStatus {
        /// Somebody did.
        Used = "used",
        /// Nobody did.
        Unused = "unused",
    }
);

/// Which identities to look up; Globus Auth takes 100 at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentityLookup {
    /// By their ids.
    Ids(Vec<Uuid>),
    /// By their names, such as `ada@uni.example`.
    Usernames {
        /// The names.
        usernames: Vec<String>,
        /// Whether identities that do not exist yet are made.
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

/// An identity: one account of a person, with one organization.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct IdentityRecord {
    /// Its UUID.
    pub id: Uuid,
    /// Such as `ada@uni.example`.
    pub username: String,
    /// Whether somebody signed in with it.
    pub status: Option<IdentityStatus>,
    /// "Ada Lovelace".
    pub name: Option<String>,
    /// An address to write to.
    pub email: Option<String>,
    /// Where the person works.
    pub organization: Option<String>,
    /// Who vouches for it.
    pub identity_provider: Option<Uuid>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(IdentityRecord);
