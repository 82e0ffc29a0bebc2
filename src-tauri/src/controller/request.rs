//! What the controller is asked for.

use globus_app::{GlobusAuthorizationParameters, Identity, Scope};
use secrecy::SecretString;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::{
    actions::need::Need,
    browser_login::Progress,
    service_account,
    session::Keep,
    sheet::{Action, SheetStep},
};
use crate::{
    accounts::view::{NewAccount, OtherAnswer},
    keychain::Keychain,
    place::Place,
    problem::view::{NeedId, Problem},
    requirements::stored::StoredRequirements,
    text::Text,
};

/// What the window, the command line or a running sign-in asks for.
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
    /// No browser could be opened; the reason.
    BrowserFailed(String),
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
    /// Ask in the browser for what the sheet says.
    ContinueSheet,
    /// Not now.
    DismissSheet,
    /// An action needs more: a sheet is shown.
    NeedsMore(Action, Box<Need>, SheetStep),
    /// The action was done again after the sheet.
    ActedAgain(Action, Result<Text, NotDone>),
    /// One trip for these scope strings.
    GrantScopes(Vec<String>),
    /// What that trip asks for.
    Grant(Vec<Scope>, Box<GlobusAuthorizationParameters>),
    /// What was gained is to be asked for at later sign-ins, too.
    Gained(Vec<Scope>),
    /// What the current account is asked for from now on.
    SetRequirements(StoredRequirements),
    /// Sign another account in.
    AddAccount(NewAccount),
    /// Sign a service account in.
    AddServiceAccount(service_account::Asked),
    /// It did, or could not.
    ServiceAccountTried(Box<service_account::Tried>),
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
    /// Add these.
    SignInWithIdentities(Vec<Uuid>),
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
    /// A sign-in moved on.
    Progress(u64, Progress),
    /// A sign-in ended.
    Ended(u64, Result<(), globus_app::Error>),
    /// Globus said who is signed in.
    IdentityKnown(u64, Identity),
    /// A sign-out ended.
    LoggedOut(LoggedOut),
    /// The keychain answered.
    KeychainChecked(Keychain),
    /// Renewed tokens could not be saved, or could be again; or they are renewed no more.
    TokensChanged,
}

/// Why an action was not done after the sheet.
#[derive(Debug)]
pub enum NotDone {
    /// It needs more, in words.
    NeedsMore(Box<Need>),
    /// It cannot be done.
    Problem(Problem),
}

/// How a sign-out ended.
#[derive(Debug)]
pub struct LoggedOut {
    /// Who it was, in words.
    pub title: String,
    /// How many tokens Globus could not be told about.
    pub unrevoked: usize,
    /// Whether nothing is left on this computer.
    pub removed: Result<(), globus_app::Error>,
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
