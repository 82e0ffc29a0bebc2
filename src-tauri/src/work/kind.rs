//! The kinds of work that Meridian tracks.

/// A kind of work. Each is checked on its own, so that one failing service doesn't affect the
/// others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Runs and their questions, from Globus Flows.
    Runs,
    /// Transfers and deletions, from Globus Transfer.
    Transfers,
    /// Missing permissions, from this computer and Globus Auth.
    Permissions,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Runs, Self::Transfers, Self::Permissions];
}

/// One value for each kind.
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
