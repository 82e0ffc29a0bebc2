//! Why a call failed.

use super::{other_identity::OtherIdentity, token_validation::TokenValidationError};
use crate::{
    gare::Gare,
    login::LoginError,
    oauth::OAuthError,
    scopes::ScopeParseError,
    tokens::StorageError,
    transport::{ApiError, ProxyFailure, SettingsError, TransportError, words},
};

/// Why a call failed. Never contains a token, a code, or a URL with either.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Tokens are missing, expired or lack a scope, and the app is configured not to log in by
    /// itself.
    #[error("a login is required: {reason}")]
    LoginRequired {
        /// The services whose tokens can't be used.
        resource_servers: Vec<String>,
        /// Why not.
        reason: TokenValidationError,
    },
    /// The stored token can't be used, and a login wouldn't help or wasn't wanted.
    #[error(transparent)]
    TokenValidation(#[from] TokenValidationError),
    /// Someone else signed in. Holds their tokens, and revokes them when it is dropped.
    #[error(transparent)]
    OtherIdentity(OtherIdentity),
    /// The required scopes can't be requested together.
    #[error(transparent)]
    Scopes(#[from] ScopeParseError),
    /// A login was needed and failed.
    #[error(transparent)]
    Login(#[from] LoginError),
    /// Tokens can't be saved or read.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The service refused the call.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The service could not be reached, or the connection broke.
    #[error(fmt = words::network)]
    Network {
        /// The host that was called.
        host: String,
        /// The network's message.
        reason: String,
    },
    /// A proxy blocked the request.
    #[error(fmt = words::proxy)]
    Proxy {
        /// The host that was called.
        host: String,
        /// What the proxy did.
        failure: ProxyFailure,
    },
    /// Something answered, but not in the way that Globus does: a captive portal, for example.
    #[error(fmt = words::unexpected_answer)]
    UnexpectedAnswer {
        /// The host that was called.
        host: String,
        /// What is wrong with the answer.
        reason: String,
    },
    /// The server could not prove its identity, or its address is not secure. Nothing was sent.
    #[error(fmt = words::insecure_connection)]
    InsecureConnection {
        /// The host that was called.
        host: String,
        /// What is wrong with its certificate or address.
        reason: String,
    },
    /// The service still requires a login after one that met exactly these requirements: it wanted
    /// another identity, or nobody can meet them.
    #[error("{host} still requires a login ({}) after one succeeded", gare.code)]
    RequirementNotMet {
        /// The host that refused.
        host: String,
        /// What it requires.
        gare: Box<Gare>,
    },
    /// An environment variable asks for HTTP settings that can't be used.
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
