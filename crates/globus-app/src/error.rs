//! Why a call did not succeed.

use crate::{
    app::TokenValidationError, login::LoginError, tokens::StorageError, transport::ApiError,
};

/// Why a call did not succeed. Never holds a token, a code or a URL with either.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Tokens are missing, expired or lack a scope, and the app was told not to log in by itself.
    #[error("a login is required for {}", resource_servers.join(", "))]
    LoginRequired {
        /// The services whose tokens do not do.
        resource_servers: Vec<String>,
    },
    /// The stored token does not do, and no login is to make up for it.
    #[error(transparent)]
    TokenValidation(#[from] TokenValidationError),
    /// A login was needed and did not succeed.
    #[error(transparent)]
    Login(#[from] LoginError),
    /// Tokens cannot be kept or read.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The service refused.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The service could not be reached, or the connection broke.
    #[error("{host} could not be reached: {reason}")]
    Network {
        /// Who was called.
        host: String,
        /// What the network says.
        reason: String,
    },
    /// Something answered, but not the way Globus does (a captive portal, a proxy).
    #[error("{host} gave an unexpected answer: {reason}")]
    UnexpectedAnswer {
        /// Who was called.
        host: String,
        /// What was wrong with it.
        reason: String,
    },
}
