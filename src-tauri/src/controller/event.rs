//! What the controller hears from the tasks that it started itself.

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

/// Something that began in the controller went on, or ended.
#[derive(Debug)]
pub(super) enum Event {
    /// The keychain answered.
    KeychainChecked(Keychain),
    /// The sign-in to this account moved on.
    LoginProgressed(AccountNumber, Progress),
    /// A sign-in ended.
    LoginEnded(LoginNumber, Result<(), Error>),
    /// The sign-in page could not be opened.
    LoginPageNotOpened(OpenUrlError),
    /// Another page could not be opened.
    PageNotOpened(Url, OpenUrlError),
    /// Globus said who uses this account.
    IdentityKnown(AccountNumber, Identity),
    /// The person's own identities are known: add them to the session.
    IdentitiesFound(Vec<Uuid>),
    /// A service account signed in, or could not.
    ServiceAccountTried(Box<TriedServiceAccount>),
    /// A sign-out ended.
    LoggedOut(LoggedOut),
    /// A requirement is in words: its sheet can be shown.
    SheetPrepared(Action, Box<Need>, SheetStep),
    /// The action was done again after the sheet.
    ActedAgain(Action, Result<String, NotDone>),
    /// What one trip for these permissions asks for.
    GrantPrepared(Vec<Scope>, Box<GlobusAuthorizationParameters>),
    /// What was gained is to be asked for at later sign-ins, too.
    Gained(Vec<Scope>),
}

/// A service account that signed in, or could not.
#[derive(Debug)]
pub(super) struct TriedServiceAccount {
    pub(super) account: Box<Account>,
    pub(super) outcome: Result<(), Error>,
    pub(super) answer: oneshot::Sender<Result<(), Problem>>,
}

/// Why an action was not done after the sheet.
#[derive(Debug)]
pub(super) enum NotDone {
    /// It needs more, in words.
    NeedsMore(Box<Need>),
    /// It cannot be done.
    Problem(Problem),
}

/// How a sign-out ended.
#[derive(Debug)]
pub(super) struct LoggedOut {
    /// Who it was, in words.
    pub(super) title: String,
    /// How many tokens Globus could not be told about.
    pub(super) unrevoked: usize,
    /// Whether nothing is left on this computer.
    pub(super) removed: Result<(), Error>,
}
