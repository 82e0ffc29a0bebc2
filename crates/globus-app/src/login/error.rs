//! Why a login failed.

use std::time::Duration;

use crate::{oauth::IdTokenError, transport::ApiError};

/// Why a login failed. Nothing was stored.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LoginError {
    /// The user denied access (`access_denied`).
    #[error("access was denied")]
    Denied,
    /// Nobody answered in time.
    #[error("the login was not finished within {} s", .0.as_secs())]
    TimedOut(Duration),
    /// Globus Auth ended the login with an error.
    #[error("Globus Auth ended the login: {error}{}", description.as_deref().map(|d| format!(" ({d})")).unwrap_or_default())]
    Refused {
        /// The OAuth error code (RFC 6749 §4.1.2.1).
        error: String,
        /// Globus Auth's explanation.
        description: Option<String>,
    },
    /// Globus Auth rejected the code.
    #[error("Globus Auth rejected the code: {0}")]
    CodeRefused(ApiError),
    /// The ID token, which proves who signed in, is missing or invalid.
    #[error(transparent)]
    IdToken(#[from] IdTokenError),
    /// The user signed in, but didn't grant a permission that the app needs.
    #[error("some permissions were not granted: {}", .0.join(", "))]
    PartlyGranted(Vec<String>),
    /// No port could be opened on this computer's loopback address.
    #[error("no local port could be opened for the redirect: {0}")]
    NoLocalPort(String),
    /// The browser could not be opened.
    #[error("the browser could not be opened: {0}")]
    NoBrowser(String),
    /// The user's browser is on another computer.
    #[error(
        "this is a remote session, and its browser can't reach a server on this computer; \
         log in with a code instead"
    )]
    RemoteSession,
    /// The system's browser can't show Globus's pages.
    #[error("the text browser {0} can't show Globus's login page; log in with a code instead")]
    TextBrowser(String),
    /// The configured redirect URI doesn't point to a server on this computer.
    #[error("the login's redirect URI must be http on 127.0.0.1, [::1] or localhost")]
    NotALocalServer,
    /// The login page's address is too long for a browser.
    #[error("the login asks for too many scopes: the address of its page is too long")]
    AddressTooLong,
    /// The input ended where a code was expected.
    #[error("the input ended where a code was expected; is this an interactive terminal?")]
    EndOfInput,
    /// There is nobody to ask, or nothing to read from.
    #[error("the terminal can't be used: {0}")]
    NoTerminal(String),
    /// A client app requires no scopes, so it has nothing to sign in for.
    #[error("the app requires no scopes, so there is nothing to sign in for")]
    NothingToAskFor,
    /// The login was canceled.
    #[error("the login was canceled")]
    Cancelled,
}
