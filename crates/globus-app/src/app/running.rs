//! Work that runs once and is shared by everyone who needs it.

use futures::future::{BoxFuture, Shared, WeakShared};
use secrecy::{ExposeSecret, SecretString};

use super::error::Error;
use crate::gare::GlobusAuthorizationParameters;

/// Running work. Everyone who waits gets its outcome.
pub(super) type Running<T> = Shared<BoxFuture<'static, Result<T, Error>>>;

/// Why a login is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LoginReason {
    /// Tokens are missing. If they aren't when its turn comes, there is no login.
    MissingTokens,
    /// A login is wanted in any case, with these parameters.
    Requested(GlobusAuthorizationParameters),
    /// A service requires a login with these parameters. If another login has brought a new token
    /// when its turn comes, there is none.
    Refused(RefusedToken, GlobusAuthorizationParameters),
}

/// A token that a service refuses until a login meets its requirements.
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

/// A login that others can wait for. It returns whether the user was asked. When nobody waits for
/// it any more, it is canceled and closes its port.
#[derive(Debug)]
pub(super) struct SharedLogin {
    pub(super) reason: LoginReason,
    pub(super) running: WeakShared<BoxFuture<'static, Result<bool, Error>>>,
}
