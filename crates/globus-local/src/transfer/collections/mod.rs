//! The demo collections: what they are, and who may do what on them.

mod access;
mod catalog;
mod document;
pub(super) mod routes;
mod search;

use std::collections::HashMap;

pub(super) use access::{check_consents, check_session};
use catalog::COLLECTIONS;
use serde_json::{Map, Value};

use super::{
    error::TransferError,
    files::{FilePath, FileProblem},
};
use crate::auth::people::ADA;

/// A collection, as it is from the start.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) entity: Entity,
    pub(super) contents: Contents,
    description: &'static str,
    organization: &'static str,
    owner: Owner,
    rights: Rights,
    protection: Option<Protection>,
    is_connected: bool,
    is_deleted: bool,
    was_used: bool,
}

/// `entity_type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entity {
    Mapped,
    Guest,
    PersonalMapped,
    PersonalGuest,
}

/// What is in its folder at the start.
#[derive(Clone, Copy, Debug)]
pub(super) enum Contents {
    Home,
    Instrument,
    Laptop,
    None,
}

#[derive(Clone, Copy, Debug)]
struct Owner {
    id: &'static str,
    name: &'static str,
}

impl Owner {
    const ADA: Self = Self {
        id: ADA.identities[0].id,
        name: ADA.identities[0].username,
    };
    const OTHER: Self = Self {
        id: "c3b5d9a1-7e42-4f18-b6c0-5d2e9f8a1b34",
        name: "storage@uni.example",
    };
}

/// What everybody may do there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rights {
    None,
    Read,
    Write,
}

/// What a session must have had before it may see such data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protection {
    Mfa,
    Domain,
}

impl Entity {
    fn word(self) -> &'static str {
        match self {
            Self::Mapped => "GCSv5_mapped_collection",
            Self::Guest => "GCSv5_guest_collection",
            Self::PersonalMapped => "GCP_mapped_collection",
            Self::PersonalGuest => "GCP_guest_collection",
        }
    }

    fn is_personal(self) -> bool {
        matches!(self, Self::PersonalMapped | Self::PersonalGuest)
    }

    fn is_guest(self) -> bool {
        matches!(self, Self::Guest | Self::PersonalGuest)
    }
}

impl Collection {
    /// Whether its computer answers.
    pub(super) fn is_reachable(&self) -> bool {
        self.is_connected
    }

    /// Whether a consent of its own is needed before Transfer may use it for somebody.
    fn needs_data_access(&self) -> bool {
        self.entity == Entity::Mapped && self.protection.is_none()
    }

    /// Where `~` leads.
    pub(super) fn home(&self) -> FilePath {
        match self.contents {
            Contents::Home => FilePath::root().join("home").join("ada"),
            _ => FilePath::root(),
        }
    }

    /// Places that its administrator closed.
    pub(super) fn is_closed(&self, path: &FilePath) -> bool {
        let has_some = matches!(self.contents, Contents::Home | Contents::Instrument);
        has_some && path.is_below(&FilePath::root().join("restricted"))
    }

    pub(super) fn check_read(&self, path: &FilePath) -> Result<(), FileProblem> {
        if self.rights == Rights::None || self.is_closed(path) {
            return Err(FileProblem::PERMISSION_DENIED);
        }
        Ok(())
    }

    pub(super) fn check_write(&self, path: &FilePath) -> Result<(), FileProblem> {
        if self.rights != Rights::Write {
            return Err(FileProblem::PERMISSION_DENIED);
        }
        self.check_read(path)
    }
}

/// The collections, and what people changed about them.
#[derive(Debug, Default)]
pub(super) struct Collections {
    changes: HashMap<&'static str, Map<String, Value>>,
}

impl Collections {
    /// One that is there.
    pub(super) fn get(id: &str) -> Result<&'static Collection, TransferError> {
        let found = known(id).ok_or_else(|| {
            TransferError::not_found("EndpointNotFound", format!("No such endpoint '{id}'"))
        })?;
        if found.is_deleted {
            let problem = format!("Endpoint '{id}' has been deleted");
            return Err(TransferError::not_found("EndpointDeleted", problem));
        }
        Ok(found)
    }
}

/// What a person calls the collection with this id.
pub(crate) fn collection_name(id: &str) -> Option<&'static str> {
    known(id).map(|collection| collection.name)
}

/// Whether Globus Auth has a `data_access` scope for the collection with this id.
pub(crate) fn needs_data_access(id: &str) -> bool {
    known(id).is_some_and(Collection::needs_data_access)
}

/// Whether a scope is the `data_access` of a collection that has none: asking for it is an error.
pub(crate) fn lacks_scope(scope: &str) -> bool {
    let rest = scope.strip_prefix("https://auth.globus.org/scopes/");
    let id = rest.and_then(|rest| rest.strip_suffix("/data_access"));
    id.and_then(known)
        .is_some_and(|collection| !collection.needs_data_access())
}

/// Those that the seeded tasks are about.
pub(super) fn in_tasks() -> Vec<&'static Collection> {
    COLLECTIONS.iter().filter(|one| one.was_used).collect()
}

fn known(id: &str) -> Option<&'static Collection> {
    COLLECTIONS.iter().find(|collection| collection.id == id)
}
