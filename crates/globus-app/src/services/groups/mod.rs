//! Globus Groups (`globus_sdk/services/groups`).

mod client;
mod group;

pub use client::{GroupsClient, GroupsClientBuilder};
pub use group::{Group, GroupMembership, GroupMembershipStatus, GroupRole};
