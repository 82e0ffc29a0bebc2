//! Why a call did not succeed.

use super::{other_identity::OtherIdentity, token_validation::TokenValidationError};
use crate::{
    gare::Gare,
    login::LoginError,
    oauth::OAuthError,
    scopes::ScopeParseError,
    tokens::StorageError,
    transport::{ApiError, ProxyFailure, SettingsError, TransportError, words},
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
    #[error(fmt = words::network)]
    Network {
        /// Who was called.
        host: String,
        /// What the network says.
        reason: String,
    },
    /// The proxy on the way let nothing through. Nothing was sent.
    #[error(fmt = words::proxy)]
    Proxy {
        /// Who was to be called.
        host: String,
        /// What the proxy did.
        failure: ProxyFailure,
    },
    /// Something answered, but not the way Globus does (a captive portal).
    #[error(fmt = words::unexpected_answer)]
    UnexpectedAnswer {
        /// Who was called.
        host: String,
        /// What was wrong with it.
        reason: String,
    },
    /// The other side could not prove who it is, or would be asked in the open. Nothing was sent.
    #[error(fmt = words::insecure_connection)]
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

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Api(error) => Self::Api(error),
            TransportError::Network { host, reason } => Self::Network { host, reason },
            TransportError::Proxy { host, failure } => Self::Proxy { host, failure },
            TransportError::UnexpectedAnswer { host, reason } => {
                Self::UnexpectedAnswer { host, reason }
            }
            TransportError::InsecureConnection { host, reason } => {
                Self::InsecureConnection { host, reason }
            }
            TransportError::Settings(error) => Self::Settings(error),
        }
    }
}

impl From<OAuthError> for Error {
    fn from(error: OAuthError) -> Self {
        match error {
            OAuthError::Transport(error) => error.into(),
            OAuthError::IdToken(error) => Self::Login(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::IdTokenError;

    #[test]
    fn an_error_keeps_its_words_on_the_way_up() {
        let (host, reason) = ("flows.globus.org".to_owned(), "it is gone".to_owned());
        for error in [
            TransportError::Api(ApiError::default()),
            TransportError::Network {
                host: host.clone(),
                reason: reason.clone(),
            },
            TransportError::Proxy {
                host: host.clone(),
                failure: ProxyFailure::Refused,
            },
            TransportError::UnexpectedAnswer {
                host: host.clone(),
                reason: reason.clone(),
            },
            TransportError::InsecureConnection { host, reason },
            TransportError::Settings(SettingsError::Unverified),
        ] {
            let said = error.to_string();
            assert_eq!(Error::from(error.clone()).to_string(), said);
            assert_eq!(Error::from(OAuthError::from(error)).to_string(), said);
        }
        let unproven = Error::from(OAuthError::from(IdTokenError::Missing));
        assert!(
            matches!(unproven, Error::Login(LoginError::IdToken(_))),
            "{unproven:?}"
        );
    }
}
