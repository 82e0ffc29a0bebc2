//! What the controller is asked for.

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

/// What the window, the tray, the command line or a link asks for.
#[derive(Debug)]
pub enum Request {
    /// Sign in to Globus.
    SignIn(Keep),
    /// Start the local Globus and sign in to it.
    TryDemo,
    /// Ask in the browser for what is missing.
    SignInAgain,
    /// The browser tab was lost.
    OpenBrowserAgain,
    /// Paste a code instead.
    UseCode,
    /// Here it is.
    SubmitCode(SecretString),
    /// A link that may be the answer to the sign-in that waits.
    LoginAnswer(SecretString),
    /// Stop waiting.
    CancelSignIn,
    /// Sign out, or leave the demo.
    SignOut,
    /// Show what a held requirement asks for.
    OpenSheet(NeedId),
    /// A sign-in met a requirement, and the service wants the very same again.
    WantedAgain(NeedId),
    /// Have the window read a place again.
    ReadAgain(Action),
    /// Ask in the browser for what the sheet says.
    ContinueSheet,
    /// Not now.
    DismissSheet,
    /// One trip for these scope strings.
    GrantScopes(Vec<String>),
    /// What the current account is asked for from now on.
    SetRequirements(StoredRequirements),
    /// Sign another account in.
    AddAccount(NewAccount),
    /// Sign a service account in.
    AddServiceAccount(AskedServiceAccount),
    /// Show another account.
    SwitchAccount(String),
    /// Open this account at the next start.
    SetDefaultAccount(String),
    /// Sign one account out.
    SignOutAccount {
        /// The account.
        id: String,
        /// Whether Globus' own sign-out page is opened afterwards.
        also_in_browser: bool,
    },
    /// Add one of the person's identities to the session, or all.
    SignInWithIdentity(Option<String>),
    /// What becomes of the other account that came back.
    AnswerOtherAccount(OtherAnswer),
    /// Open Globus' own page of a flow, a run or a transfer.
    OpenWebPage(Place),
    /// Open Globus' page of identities.
    ManageIdentities,
    /// Open Globus' page of consents.
    ManageConsents,
    /// Sign all accounts out.
    ForgetEverything,
    /// Raise the window and go there.
    Open(Place),
    /// The keychain may have been unlocked.
    CheckKeychain,
    /// The client id may have changed.
    SettingsChanged,
    /// Bring the window to the front.
    RaiseWindow,
    /// The app ends; answered when nothing of the demo is left.
    Quit(oneshot::Sender<()>),
    /// After a call: renewed tokens could not be saved, or could be again; or they are renewed no
    /// more.
    TokensChanged,
}

/// A service account that is to sign in.
#[derive(Debug)]
pub struct AskedServiceAccount {
    pub(super) record: AccountRecord,
    pub(super) secret: SecretString,
    /// Whether it is there now.
    pub(super) answer: oneshot::Sender<Result<(), Problem>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c16_no_request_shows_a_code() {
        for request in [
            Request::SubmitCode("the-code".into()),
            Request::LoginAnswer("app.meridian.client://login?code=the-code".into()),
        ] {
            let shown = format!("{request:?}");
            assert!(!shown.contains("the-code"), "{shown}");
        }
    }
}
