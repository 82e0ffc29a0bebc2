//! Globus Auth as a service (`globus_sdk/services/auth`).

mod client;
mod identity;
mod linked_identity;

pub use client::{AuthClient, AuthClientBuilder};
pub use identity::{IdentityLookup, IdentityRecord, IdentityStatus};
pub use linked_identity::LinkedIdentity;
