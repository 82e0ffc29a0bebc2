//! What the session can be.

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
    /// A first sign-in: nobody else's screen is there to stay.
    SigningIn {
        account: Box<Account>,
        login: Login,
    },
    SignedIn(Current),
}

/// The account that the window shows.
pub(super) struct Current {
    pub(super) account: Box<Account>,
    pub(super) view: SignedIn,
    pub(super) login: Option<Login>,
    pub(super) step: Option<PendingStep>,
    /// Somebody else who came back; dropped, what they allowed is given back.
    pub(super) other: Option<OtherIdentity>,
}

/// A sign-in that runs. Dropping it ends it, and closes its port.
pub(super) struct Login {
    pub(super) number: LoginNumber,
    /// The account that signs in.
    pub(super) account: AccountNumber,
    purpose: Purpose,
    pub(super) view: SigningIn,
    pub(super) actions: mpsc::UnboundedSender<LoginInput>,
    task: JoinHandle<()>,
}

/// What is to come of a sign-in.
pub(super) enum Purpose {
    /// The account it is for can be used (again).
    UseAccount,
    /// Another account is shown instead of the present one.
    AddAccount(Box<Account>),
    /// The sheet's action can be done.
    Sheet,
    /// Permissions that the person chose.
    Grant(Vec<Scope>),
}

/// An action that waits for one more step.
pub(super) struct PendingStep {
    pub(super) action: Action,
    pub(super) need: Need,
    pub(super) sheet: Sheet,
    /// Whether the need was met once, so that the same need again is a refusal.
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

    /// It ended: what is to come of it now.
    pub(super) fn into_purpose(mut self) -> Purpose {
        std::mem::replace(&mut self.purpose, Purpose::UseAccount)
    }
}

impl Current {
    /// What an action needs, with the sign-in that runs for it.
    pub(super) fn sheet(&self) -> Option<Sheet> {
        let mut sheet = self.step.as_ref()?.sheet.clone();
        if let Some(login) = &self.login {
            sheet.step = SheetStep::Waiting {
                signing_in: login.view.clone(),
            };
        }
        Some(sheet)
    }

    /// Who came back instead.
    pub(super) fn other_account(&self) -> Option<OtherAccount> {
        let identity = self.other.as_ref()?.identity();
        let username = identity.preferred_username.as_ref();
        Some(OtherAccount {
            username: line(username.unwrap_or(&identity.sub)),
            owner: self.account.record.title().to_owned(),
        })
    }

    /// Services whose renewed tokens could not be saved, by title.
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

    /// The login with this number, unless it was cancelled meanwhile.
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

    /// Whether a demo begins whose sign-in is to be kept in the keychain.
    pub(super) fn is_starting_kept_demo(&self) -> bool {
        match self {
            Self::SigningIn { account, .. } => account.is_demo() && account.keep == Keep::Keychain,
            _ => false,
        }
    }

    /// Says something where the person looks; a sign-in that runs says its own.
    pub(super) fn say(&mut self, problem: Problem) {
        match self {
            Self::SignedOut { notice } => *notice = Some(problem),
            Self::SignedIn(shown) => shown.view.notice = Some(problem),
            Self::SigningIn { .. } => {}
        }
    }
}
