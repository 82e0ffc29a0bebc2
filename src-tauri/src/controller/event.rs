//! Events that the controller receives from the tasks it started.

use globus_app::{Error, GlobusAuthorizationParameters, Identity, Scope};
use tokio::sync::oneshot;
use url::Url;
use uuid::Uuid;

use super::{
    account::Account,
    actions::need::Need,
    browser_login::Progress,
    number::{AccountNumber, LoginNumber},
    sheet::{Action, SheetStep},
};
use crate::{desktop::open_url::OpenUrlError, keychain::Keychain, problem::view::Problem};

/// Progress or the outcome of a task that the controller started.
#[derive(Debug)]
pub(super) enum Event {
    /// The keychain was checked.
    KeychainChecked(Keychain),
    /// A sign-in to this account made progress.
    LoginProgressed(AccountNumber, Progress),
    /// A sign-in ended.
    LoginEnded(LoginNumber, Result<(), Error>),
    /// The sign-in page could not be opened.
    LoginPageNotOpened(OpenUrlError),
    /// A page on globus.org could not be opened.
    PageNotOpened(Url, OpenUrlError),
    /// Globus Auth answered who owns this account.
    IdentityKnown(AccountNumber, Identity),
    /// The linked identities have been read and can be added to the session.
    IdentitiesFound(Vec<Uuid>),
    /// A service account signed in or failed to.
    ServiceAccountTried(Box<TriedServiceAccount>),
    /// A sign-out ended.
    LoggedOut(LoggedOut),
    /// A need has been put into words, so its sheet can open.
    SheetPrepared(Action, Box<Need>, SheetStep),
    /// The action was carried out again after the sheet.
    ActedAgain(Action, Result<String, NotDone>),
    /// The parameters of a sign-in that asks for these scopes are ready.
    GrantPrepared(Vec<Scope>, Box<GlobusAuthorizationParameters>),
    /// These scopes were granted. Later sign-ins ask for them too.
    Gained(Vec<Scope>),
}

/// The outcome of signing in a service account.
#[derive(Debug)]
pub(super) struct TriedServiceAccount {
    pub(super) account: Box<Account>,
    pub(super) outcome: Result<(), Error>,
    pub(super) answer: oneshot::Sender<Result<(), Problem>>,
}

/// Why an action failed after the sheet.
#[derive(Debug)]
pub(super) enum NotDone {
    /// The service wants something else first.
    NeedsMore(Box<Need>),
    /// The action can't be carried out.
    Problem(Problem),
}

/// How a sign-out ended.
#[derive(Debug)]
pub(super) struct LoggedOut {
    /// The account's title.
    pub(super) title: String,
    /// How many tokens are not yet revoked at Globus.
    pub(super) unrevoked: usize,
    /// Whether the account's tokens and secret were deleted from this computer.
    pub(super) removed: Result<(), Error>,
}
