//! Globus Auth's token endpoints (RFC 6749, 7009, 7636; OpenID Connect Core).

mod client;
mod consents;
mod error;
mod id_token;
mod signing_keys;
mod token_answer;
mod token_endpoint;

pub(crate) use client::{Client, ClientAuthentication};
pub(crate) use consents::{Consents, get_consents};
pub(crate) use error::OAuthError;
pub use id_token::{IdTokenError, Identity};
pub(crate) use token_answer::TokenResponse;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use token_answer::read_bytes;
pub(crate) use token_endpoint::TokenEndpoint;
