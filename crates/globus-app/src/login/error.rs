//! Why a login did not succeed.

use std::time::Duration;

use crate::{oauth::IdTokenError, transport::ApiError};

/// Why a login did not succeed. Nothing was stored.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LoginError {
    /// The person said no (`access_denied`).
    #[error("access was not given")]
    Denied,
    /// Nobody answered in time.
    #[error("the login was not finished within {} s", .0.as_secs())]
    TimedOut(Duration),
    /// Globus Auth ended the login with an error.
    #[error("Globus Auth ended the login: {error}{}", description.as_deref().map(|d| format!(" ({d})")).unwrap_or_default())]
    Refused {
        /// The OAuth error code (RFC 6749 §4.1.2.1).
        error: String,
        /// What Globus Auth says about it.
        description: Option<String>,
    },
    /// The code was not accepted.
    #[error("Globus Auth did not accept the code: {0}")]
    CodeRefused(ApiError),
    /// The proof of who signed in is missing or wrong.
    #[error(transparent)]
    IdToken(#[from] IdTokenError),
    /// Granted, but without a permission that the app needs.
    #[error("not everything that was asked for was granted: {} missing", .0.join(", "))]
    PartlyGranted(Vec<String>),
    /// No port on this computer's loopback address could be opened.
    #[error("no local port could be opened for the answer: {0}")]
    NoLocalPort(String),
    /// The browser could not be opened.
    #[error("the browser could not be opened: {0}")]
    NoBrowser(String),
    /// The person's browser is on another computer.
    #[error(
        "this is a remote session, whose browser cannot reach a server on this computer; \
         log in with a code instead"
    )]
    RemoteSession,
    /// The system's browser cannot show Globus' pages.
    #[error("the text browser {0} cannot show Globus' login; log in with a code instead")]
    TextBrowser(String),
    /// The configured redirect URI does not lead to a server on this computer.
    #[error("the login's redirect URI has to be http on 127.0.0.1, [::1] or localhost")]
    NotALocalServer,
    /// The page to open has an address that nothing could open.
    #[error("the login asks for too much at once: the address of its page is too long")]
    AddressTooLong,
    /// The input ended where a code was expected.
    #[error("the input ended where a code was expected; is this an interactive terminal?")]
    EndOfInput,
    /// Nothing can be asked or read.
    #[error("the terminal cannot be used: {0}")]
    NoTerminal(String),
    /// A client signs in for scopes, and the app requires none.
    #[error("the app requires no scopes, so there is nothing to sign in for")]
    NothingToAskFor,
    /// The login was cancelled.
    #[error("the login was cancelled")]
    Cancelled,
}
