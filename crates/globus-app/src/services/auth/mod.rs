//! Globus Auth as a service (`globus_sdk/services/auth`).

mod client;
mod identity;

pub use client::{AuthClient, AuthClientBuilder};
pub use identity::{IdentityLookup, IdentityRecord, IdentityStatus};
