//! The kinds of work that are followed.

/// A kind of work. Each is looked at by itself, so that a service that fails takes none of the
/// others with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Runs and the questions that they ask, from Globus Flows.
    Runs,
    /// Transfers and deletions, from Globus Transfer.
    Transfers,
    /// What is missing of the required permissions, from this computer and Globus Auth.
    Permissions,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Runs, Self::Transfers, Self::Permissions];
}

/// One of each kind.
#[derive(Clone, Debug, Default)]
pub(super) struct ByKind<T> {
    pub(super) runs: T,
    pub(super) transfers: T,
    pub(super) permissions: T,
}

impl<T> ByKind<T> {
    pub(super) fn of(&self, kind: Kind) -> &T {
        match kind {
            Kind::Runs => &self.runs,
            Kind::Transfers => &self.transfers,
            Kind::Permissions => &self.permissions,
        }
    }

    pub(super) fn of_mut(&mut self, kind: Kind) -> &mut T {
        match kind {
            Kind::Runs => &mut self.runs,
            Kind::Transfers => &mut self.transfers,
            Kind::Permissions => &mut self.permissions,
        }
    }
}
