//! Globus Auth as a service (`globus_sdk/services/auth`).

mod client;
mod identity;
mod identity_map;
mod linked_identity;

pub use client::{AuthClient, AuthClientBuilder};
pub use identity::{IdentityLookup, IdentityRecord, IdentityStatus};
pub use identity_map::{IdentityKey, IdentityMap};
pub use linked_identity::LinkedIdentity;
