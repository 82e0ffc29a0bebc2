//! Globus Groups, as far as names are shown: the groups that somebody is in.

mod error;
mod group;
pub(crate) mod routes;
mod sample;

use group::Group;
use sample::GROUPS;
pub(crate) use sample::{CRYO_EM, OPERATORS};

use crate::auth::people::Identity;

/// URNs of the groups that one of `identities` is an active member of: what is given to a group is
/// given to them.
pub(crate) fn urns_of(identities: &[Identity]) -> impl Iterator<Item = String> {
    let groups = GROUPS.into_iter().filter(|group| group.has(identities));
    groups.map(Group::urn)
}
