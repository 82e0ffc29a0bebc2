//! Globus Groups, as far as clients need it to show names: the caller's own groups.

mod error;
mod group;
pub(crate) mod routes;
mod sample;

use group::Group;
use sample::GROUPS;
pub(crate) use sample::{CRYO_EM, OPERATORS};

use crate::auth::people::Identity;

/// URNs of the groups in which one of `identities` is an active member. A role given to a group is
/// given to its members.
pub(crate) fn urns_of(identities: &[Identity]) -> impl Iterator<Item = String> {
    let groups = GROUPS.into_iter().filter(|group| group.has(identities));
    groups.map(Group::urn)
}
