//! Why a call did not succeed.

use crate::{
    app::{OtherIdentity, TokenValidationError},
    gare::Gare,
    login::LoginError,
    scopes::ScopeParseError,
    tokens::StorageError,
    transport::{ApiError, ProxyFailure, SettingsError},
};

/// Why a call did not succeed. Never holds a token, a code or a URL with either.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Tokens are missing, expired or lack a scope, and the app was told not to log in by itself.
    #[error("a login is required: {reason}")]
    LoginRequired {
        /// The services whose tokens do not do.
        resource_servers: Vec<String>,
        /// Why not.
        reason: TokenValidationError,
    },
    /// The stored token does not do, and no login is to make up for it.
    #[error(transparent)]
    TokenValidation(#[from] TokenValidationError),
    /// Somebody else signed in. Their tokens are in here, and are revoked when it is dropped.
    #[error(transparent)]
    OtherIdentity(OtherIdentity),
    /// The scopes that are required cannot be asked for together.
    #[error(transparent)]
    Scopes(#[from] ScopeParseError),
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
    /// The proxy on the way let nothing through. Nothing was sent.
    #[error("the proxy on the way to {host} did not do: {failure}")]
    Proxy {
        /// Who was to be called.
        host: String,
        /// What the proxy did.
        failure: ProxyFailure,
    },
    /// Something answered, but not the way Globus does (a captive portal).
    #[error("{host} gave an unexpected answer: {reason}")]
    UnexpectedAnswer {
        /// Who was called.
        host: String,
        /// What was wrong with it.
        reason: String,
    },
    /// The other side could not prove who it is, or would be asked in the open. Nothing was sent.
    #[error("the connection to {host} is not safe: {reason}")]
    InsecureConnection {
        /// Who was to be called.
        host: String,
        /// What is wrong with its certificate or its address.
        reason: String,
    },
    /// A login with just these requirements succeeded, and the service still asks for them: it
    /// was another identity than the service wants, or nobody can meet them.
    #[error("{host} still asks for a login ({}) after one that succeeded", gare.code)]
    RequirementNotMet {
        /// Who refused.
        host: String,
        /// What it asks for.
        gare: Box<Gare>,
    },
    /// The process' environment asks for something of HTTP that cannot be.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}
