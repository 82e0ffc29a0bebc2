//! Globus Auth's token endpoints (RFC 6749, 7009, 7636; OpenID Connect Core).

mod consents;
mod id_token;
mod token_endpoint;

pub(crate) use consents::{Consents, get_consents};
pub(crate) use id_token::{Expected, verify};
pub use id_token::{IdTokenError, Identity};
pub(crate) use token_endpoint::{TokenEndpoint, TokenResponse};
