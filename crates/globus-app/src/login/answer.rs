//! A code that came back, and what the browser is told became of it.

use secrecy::SecretString;
use tokio::sync::oneshot;

/// An answered login: an authorization code with what is needed to trade it for tokens.
#[derive(Debug)]
pub struct LoginAnswer {
    pub(crate) code: SecretString,
    pub(crate) redirect_uri: String,
    pub(crate) verifier: SecretString,
    pub(crate) nonce: SecretString,
    pub(super) outcome: Option<oneshot::Sender<LoginOutcome>>,
}

/// What became of a login, in words for the browser's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginOutcome {
    /// The tokens are stored.
    SignedIn {
        /// Who signed in.
        username: Option<String>,
    },
    /// The person said no.
    Denied,
    /// Anything else.
    Failed {
        /// What happened. May hold text from outside; it is escaped where it is shown.
        reason: String,
    },
}

impl LoginAnswer {
    /// Tells the browser's page, if one still waits.
    pub(crate) fn report(self, outcome: LoginOutcome) {
        if let Some(page) = self.outcome {
            // A page that is gone needs no words.
            drop(page.send(outcome));
        }
    }
}
