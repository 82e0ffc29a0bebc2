//! The state of the session.

use globus_app::{OtherIdentity, Scope};
use tokio::{sync::mpsc, task::JoinHandle};

use super::{
    account::Account,
    actions::need::Need,
    browser_login::LoginInput,
    session::{Keep, SignedIn},
    sheet::{Action, Sheet, SheetStep},
};
use crate::{
    accounts::view::OtherAccount,
    controller::{
        number::{AccountNumber, LoginNumber},
        signing_in::SigningIn,
    },
    problem::{self, view::Problem},
    text::line,
};

#[expect(clippy::large_enum_variant, reason = "there is only one of it")]
pub(super) enum State {
    SignedOut {
        notice: Option<Problem>,
    },
    /// A first sign-in, with its own screen.
    SigningIn {
        account: Box<Account>,
        login: Login,
    },
    SignedIn(Current),
}

/// The current account and what its window shows.
pub(super) struct Current {
    pub(super) account: Box<Account>,
    pub(super) view: SignedIn,
    pub(super) login: Option<Login>,
    pub(super) step: Option<PendingStep>,
    /// Another account that you signed in with. Dropping it revokes its tokens.
    pub(super) other: Option<OtherIdentity>,
}

/// A sign-in under way. Dropping it cancels the sign-in and closes its port.
pub(super) struct Login {
    pub(super) number: LoginNumber,
    /// The account to sign in to.
    pub(super) account: AccountNumber,
    purpose: Purpose,
    pub(super) view: SigningIn,
    pub(super) actions: mpsc::UnboundedSender<LoginInput>,
    task: JoinHandle<()>,
}

/// What happens after a successful sign-in.
pub(super) enum Purpose {
    /// The current account is ready for use again.
    UseAccount,
    /// This new account becomes the current one.
    AddAccount(Box<Account>),
    /// The sheet's action is carried out.
    Sheet,
    /// The window says which of these selected permissions were granted.
    Grant(Vec<Scope>),
}

/// An action that waits for its sheet.
pub(super) struct PendingStep {
    pub(super) action: Action,
    pub(super) need: Need,
    pub(super) sheet: Sheet,
    /// Whether a sign-in has satisfied the need, so that the same need again counts as a refusal.
    pub(super) met_once: bool,
}

impl Login {
    pub(super) fn new(
        number: LoginNumber,
        account: &Account,
        view: SigningIn,
        task: JoinHandle<()>,
    ) -> Self {
        Self {
            number,
            account: account.number,
            purpose: Purpose::UseAccount,
            view,
            actions: account.actions.clone(),
            task,
        }
    }

    pub(super) fn for_purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = purpose;
        self
    }

    /// What happens now that the sign-in has ended.
    pub(super) fn into_purpose(mut self) -> Purpose {
        std::mem::replace(&mut self.purpose, Purpose::UseAccount)
    }
}

impl Current {
    /// The open sheet, with its sign-in if one is under way.
    pub(super) fn sheet(&self) -> Option<Sheet> {
        let mut sheet = self.step.as_ref()?.sheet.clone();
        if let Some(login) = &self.login {
            sheet.step = SheetStep::Waiting {
                signing_in: login.view.clone(),
            };
        }
        Some(sheet)
    }

    /// Another account that you signed in with.
    pub(super) fn other_account(&self) -> Option<OtherAccount> {
        let identity = self.other.as_ref()?.identity();
        let username = identity.preferred_username.as_ref();
        Some(OtherAccount {
            username: line(username.unwrap_or(&identity.sub)),
            owner: self.account.record.title().to_owned(),
        })
    }

    /// Titles of the services whose refreshed tokens couldn't be saved.
    pub(super) fn unsaved(&self) -> Vec<String> {
        let servers = self.account.app.unsaved_tokens();
        servers
            .iter()
            .map(|server| problem::calls::service_title(server))
            .collect()
    }
}

impl Drop for Login {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl State {
    pub(super) fn signed_out() -> Self {
        Self::SignedOut { notice: None }
    }

    pub(super) fn login(&self) -> Option<&Login> {
        match self {
            Self::SignedOut { .. } => None,
            Self::SigningIn { login, .. } => Some(login),
            Self::SignedIn(shown) => shown.login.as_ref(),
        }
    }

    pub(super) fn login_mut(&mut self) -> Option<&mut Login> {
        match self {
            Self::SignedOut { .. } => None,
            Self::SigningIn { login, .. } => Some(login),
            Self::SignedIn(shown) => shown.login.as_mut(),
        }
    }

    /// The sign-in with this number, unless it has been canceled.
    pub(super) fn login_number(&mut self, number: LoginNumber) -> Option<&mut Login> {
        self.login_mut().filter(|login| login.number == number)
    }

    pub(super) fn current(&self) -> Option<&Current> {
        match self {
            Self::SignedIn(shown) => Some(shown),
            _ => None,
        }
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut Current> {
        match self {
            Self::SignedIn(shown) => Some(shown),
            _ => None,
        }
    }

    /// Whether a demo is starting that keeps its sign-in in the keychain.
    pub(super) fn is_starting_kept_demo(&self) -> bool {
        match self {
            Self::SigningIn { account, .. } => account.is_demo() && account.keep == Keep::Keychain,
            _ => false,
        }
    }

    /// Shows a notice in the window. During a first sign-in nothing is shown.
    pub(super) fn say(&mut self, problem: Problem) {
        match self {
            Self::SignedOut { notice } => *notice = Some(problem),
            Self::SignedIn(shown) => shown.view.notice = Some(problem),
            Self::SigningIn { .. } => {}
        }
    }
}
