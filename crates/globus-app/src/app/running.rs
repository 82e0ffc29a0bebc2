//! What runs once, for all who want it.

use futures::future::{BoxFuture, Shared, WeakShared};
use secrecy::{ExposeSecret, SecretString};

use super::error::Error;
use crate::gare::GlobusAuthorizationParameters;

/// What runs, with an outcome for each who waits.
pub(super) type Running<T> = Shared<BoxFuture<'static, Result<T, Error>>>;

/// Why there is to be a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LoginReason {
    /// Tokens are missing; if they no longer are when its turn comes, nobody is asked.
    MissingTokens,
    /// Somebody wants one in any case, with these parameters.
    Requested(GlobusAuthorizationParameters),
    /// A service wants one with these parameters; if another login brought a new token when its
    /// turn comes, nobody is asked.
    Refused(RefusedToken, GlobusAuthorizationParameters),
}

/// A token that a service refused until a login satisfies its requirements.
#[derive(Clone, Debug)]
pub(super) struct RefusedToken {
    pub(super) resource_server: String,
    pub(super) token: SecretString,
}

impl PartialEq for RefusedToken {
    fn eq(&self, other: &Self) -> bool {
        self.resource_server == other.resource_server
            && self.token.expose_secret() == other.token.expose_secret()
    }
}

impl Eq for RefusedToken {}

/// A login that others can wait for; in the end it tells whether somebody was asked. When nobody
/// waits any more, it ends and closes its port.
#[derive(Debug)]
pub(super) struct SharedLogin {
    pub(super) reason: LoginReason,
    pub(super) running: WeakShared<BoxFuture<'static, Result<bool, Error>>>,
}
