//! A collection, and who may do what on it.

use crate::{
    auth::{
        colleagues::STORAGE,
        people::{ADA, Identity},
    },
    transfer::{file_problem::FileProblem, path::FilePath},
};

/// A collection, as it is at the start.
#[derive(Debug)]
pub(in crate::transfer) struct Collection {
    pub(in crate::transfer) id: &'static str,
    pub(in crate::transfer) name: &'static str,
    pub(in crate::transfer) entity: Entity,
    pub(in crate::transfer) contents: Contents,
    pub(in crate::transfer) description: &'static str,
    pub(in crate::transfer) organization: &'static str,
    pub(in crate::transfer) owner: Owner,
    pub(in crate::transfer) rights: Rights,
    pub(in crate::transfer) protection: Option<Protection>,
    pub(in crate::transfer) is_connected: bool,
    pub(in crate::transfer) is_deleted: bool,
    pub(in crate::transfer) was_used: bool,
}

/// The values of `entity_type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::transfer) enum Entity {
    Mapped,
    Guest,
    PersonalMapped,
    PersonalGuest,
}

/// What its folder contains at the start.
#[derive(Clone, Copy, Debug)]
pub(in crate::transfer) enum Contents {
    Home,
    Instrument,
    Laptop,
    None,
}

#[derive(Clone, Copy, Debug)]
pub(in crate::transfer) struct Owner {
    pub(in crate::transfer) id: &'static str,
    pub(in crate::transfer) name: &'static str,
}

impl Owner {
    pub(in crate::transfer) const ADA: Self = Self::of(&ADA.identities[0]);
    pub(super) const OTHER: Self = Self::of(&STORAGE);

    const fn of(identity: &Identity) -> Self {
        Self {
            id: identity.id,
            name: identity.username,
        }
    }
}

/// What everyone may do there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::transfer) enum Rights {
    None,
    Read,
    Write,
}

/// What a session needs before it may see such data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::transfer) enum Protection {
    Mfa,
    Domain,
}

impl Entity {
    pub(in crate::transfer) fn word(self) -> &'static str {
        match self {
            Self::Mapped => "GCSv5_mapped_collection",
            Self::Guest => "GCSv5_guest_collection",
            Self::PersonalMapped => "GCP_mapped_collection",
            Self::PersonalGuest => "GCP_guest_collection",
        }
    }

    pub(in crate::transfer) fn is_personal(self) -> bool {
        matches!(self, Self::PersonalMapped | Self::PersonalGuest)
    }

    pub(in crate::transfer) fn is_guest(self) -> bool {
        matches!(self, Self::Guest | Self::PersonalGuest)
    }
}

impl Collection {
    pub(in crate::transfer) fn is_owned_by(&self, identity: &str) -> bool {
        self.owner.id == identity
    }

    /// Whether its server can be reached.
    pub(in crate::transfer) fn is_reachable(&self) -> bool {
        self.is_connected
    }

    /// Whether Transfer needs a consent of its own to use it for a user.
    pub(in crate::transfer) fn needs_data_access(&self) -> bool {
        self.entity == Entity::Mapped && self.protection.is_none()
    }

    /// The directory that `~` stands for.
    pub(in crate::transfer) fn home(&self) -> FilePath {
        match self.contents {
            Contents::Home => FilePath::root().join("home").join("ada"),
            _ => FilePath::root(),
        }
    }

    /// Whether its administrator has closed this path.
    pub(in crate::transfer) fn is_closed(&self, path: &FilePath) -> bool {
        let has_some = matches!(self.contents, Contents::Home | Contents::Instrument);
        has_some && path.is_below(&FilePath::root().join("restricted"))
    }

    pub(in crate::transfer) fn check_read(&self, path: &FilePath) -> Result<(), FileProblem> {
        if self.rights == Rights::None || self.is_closed(path) {
            return Err(FileProblem::PERMISSION_DENIED);
        }
        Ok(())
    }

    pub(in crate::transfer) fn check_write(&self, path: &FilePath) -> Result<(), FileProblem> {
        if self.rights != Rights::Write {
            return Err(FileProblem::PERMISSION_DENIED);
        }
        self.check_read(path)
    }
}
