//! The code that came back, and what the browser is told about the login's outcome.

use secrecy::SecretString;
use tokio::sync::oneshot;

/// The answer to a login: an authorization code, and what is needed to exchange it for tokens.
#[derive(Debug)]
pub struct LoginAnswer {
    pub(crate) code: SecretString,
    pub(crate) redirect_uri: String,
    pub(crate) verifier: SecretString,
    pub(crate) nonce: SecretString,
    pub(super) outcome: Option<oneshot::Sender<LoginOutcome>>,
}

/// The outcome of a login, for the page in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginOutcome {
    /// The tokens are stored.
    SignedIn {
        /// Who signed in.
        username: Option<String>,
    },
    /// The user denied access.
    Denied,
    /// Anything else.
    Failed {
        /// What happened. May contain untrusted text, which is escaped where it is shown.
        reason: String,
    },
}

impl LoginAnswer {
    /// Tells the browser's page, if it is still waiting.
    pub(crate) fn report(self, outcome: LoginOutcome) {
        if let Some(page) = self.outcome {
            // It's fine if the page is gone.
            drop(page.send(outcome));
        }
    }
}
