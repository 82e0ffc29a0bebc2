//! Requests to the controller.

use secrecy::SecretString;
use tokio::sync::oneshot;

use super::{session::Keep, sheet::Action};
use crate::{
    accounts::{
        record::AccountRecord,
        view::{NewAccount, OtherAnswer},
    },
    place::Place,
    problem::view::{NeedId, Problem},
    requirements::stored::StoredRequirements,
};

/// A request from the window, the tray, the command line or a deep link.
#[derive(Debug)]
pub enum Request {
    /// Sign in to Globus.
    SignIn(Keep),
    /// Start the local Globus and sign in to it.
    TryDemo,
    /// Sign in to the current account again, for what is missing or expired.
    SignInAgain,
    /// Open the sign-in page again.
    OpenBrowserAgain,
    /// Switch to pasting a code.
    UseCode,
    /// Submit the pasted code.
    SubmitCode(SecretString),
    /// Pass on a deep link that may answer the sign-in under way.
    LoginAnswer(SecretString),
    /// Cancel the sign-in.
    CancelSignIn,
    /// Sign out, or leave the demo.
    SignOut,
    /// Open the sheet of this need.
    OpenSheet(NeedId),
    /// Open the sheet of this need again, because the service repeats it after a sign-in.
    WantedAgain(NeedId),
    /// Tell the window to load a place again.
    ReadAgain(Action),
    /// Sign in for what the open sheet lists.
    ContinueSheet,
    /// Close the sheet.
    DismissSheet,
    /// Ask for these scope strings in one sign-in.
    GrantScopes(Vec<String>),
    /// Replace the requirements of the current account.
    SetRequirements(StoredRequirements),
    /// Add an account and sign in to it.
    AddAccount(NewAccount),
    /// Add a service account and sign in to it.
    AddServiceAccount(AskedServiceAccount),
    /// Show the account with this ID.
    SwitchAccount(String),
    /// Make the account with this ID the default, which opens when Meridian starts.
    SetDefaultAccount(String),
    /// Sign out of one account.
    SignOutAccount {
        /// The account's ID.
        id: String,
        /// Whether to open the sign-out page on globus.org afterwards.
        also_in_browser: bool,
    },
    /// Add the linked identity with this UUID to the session, or all of them.
    SignInWithIdentity(Option<String>),
    /// Decide what happens to the other account that you signed in with.
    AnswerOtherAccount(OtherAnswer),
    /// Open a flow, run or transfer on globus.org.
    OpenWebPage(Place),
    /// Open the page of linked identities on globus.org.
    ManageIdentities,
    /// Open the page of consents on globus.org.
    ManageConsents,
    /// Opens the page on globus.org that registers a client.
    OpenRegistrationPage,
    /// Sign out of all accounts.
    ForgetEverything,
    /// Raise the window and open this place.
    Open(Place),
    /// Check the keychain again, in case it has been unlocked.
    CheckKeychain,
    /// Bring the window to the front.
    RaiseWindow,
    /// Quit. Answered once the demo's data has been removed.
    Quit(oneshot::Sender<()>),
    /// Check after a call whether refreshed tokens could be saved, and whether the sign-in has ended.
    TokensChanged,
}

/// A service account to sign in to.
#[derive(Debug)]
pub struct AskedServiceAccount {
    pub(super) record: AccountRecord,
    pub(super) secret: SecretString,
    /// Receives the outcome.
    pub(super) answer: oneshot::Sender<Result<(), Problem>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c16_debug_output_never_contains_a_code() {
        for request in [
            Request::SubmitCode("the-code".into()),
            Request::LoginAnswer("app.meridian.client://login?code=the-code".into()),
        ] {
            let shown = format!("{request:?}");
            assert!(!shown.contains("the-code"), "{shown}");
        }
    }
}
