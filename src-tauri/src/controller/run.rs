//! The controller's loop: one request after the other.

use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use globus_app::{Environment, Error, GlobusAuthorizationParameters, LoginError};
use tauri::async_runtime::{JoinHandle, spawn, spawn_blocking};
use tokio::{
    sync::{mpsc, watch},
    time::timeout,
};
use url::Url;

use super::{
    Clients, Request,
    account::{Account, Parts, account_view, remove_demo_leftovers},
    browser_login::{Action, Progress},
    keychain,
};
use crate::{
    desktop::{Desktop, News},
    problem,
    settings::SettingsFile,
    view::{
        Keep, Keychain, KeychainState, Problem, Session, SignedIn, SignedOut, SigningIn, Step, Way,
    },
};

/// How long the window waits for the keychain before it shows the first-run screen.
const KEYCHAIN_PATIENCE: Duration = Duration::from_secs(1);

/// How long the window waits for a sign-out to be complete.
const SIGN_OUT_PATIENCE: Duration = Duration::from_secs(3);

/// Where what is true is published.
pub(super) struct Outputs {
    pub(super) desktop: Arc<dyn Desktop>,
    pub(super) session: watch::Sender<Session>,
    pub(super) clients: watch::Sender<Option<Clients>>,
    pub(super) keychain: watch::Sender<Keychain>,
}

/// A sign-in that runs. Dropping it ends it, and closes its port.
struct Login {
    task: JoinHandle<()>,
    view: SigningIn,
}

impl Drop for Login {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[expect(clippy::large_enum_variant, reason = "there is only one of it")]
enum State {
    SignedOut {
        notice: Option<Problem>,
    },
    SigningIn {
        account: Account,
        login: Login,
    },
    SignedIn {
        account: Account,
        view: SignedIn,
        login: Option<Login>,
    },
}

struct Run {
    outputs: Outputs,
    settings: SettingsFile,
    requests: mpsc::UnboundedSender<Request>,
    keychain: Arc<globus_app::Keychain>,
    accounts: u64,
    /// Whether stored sign-ins were looked for.
    opened: bool,
    state: State,
}

pub(super) async fn run(
    requests: mpsc::UnboundedSender<Request>,
    mut inbox: mpsc::UnboundedReceiver<Request>,
    outputs: Outputs,
    settings: SettingsFile,
    demo: bool,
) {
    let mut run = Run {
        outputs,
        settings,
        requests,
        keychain: Arc::new(globus_app::Keychain::new(crate::APP_NAME)),
        accounts: 0,
        opened: false,
        state: State::SignedOut { notice: None },
    };
    run.check_keychain();
    // Most keychains answer at once; a locked one keeps the window waiting no longer than this.
    if let Ok(Some(first)) = timeout(KEYCHAIN_PATIENCE, inbox.recv()).await {
        run.handle(first).await;
    }
    if demo && matches!(run.state, State::SignedOut { .. }) {
        run.try_demo(Keep::Keychain).await;
    }
    run.publish();
    while let Some(request) = inbox.recv().await {
        if let Request::Quit(done) = request {
            run.leave_demo().await;
            // Whoever asked may have stopped waiting.
            let _ = done.send(());
            return;
        }
        run.handle(request).await;
        run.publish();
    }
}

impl Run {
    /// When the keychain can be used for the first time: what it holds decides what is shown.
    async fn open(&mut self) {
        self.opened = true;
        remove_demo_leftovers(self.parts()).await;
        if let Ok(account) = self.globus_account(Keep::Keychain)
            && account
                .app
                .login_required()
                .await
                .is_ok_and(|required| !required)
        {
            self.signed_in(account).await;
        }
    }

    async fn handle(&mut self, request: Request) {
        match request {
            Request::SignIn(keep) => self.sign_in(keep),
            Request::TryDemo(keep) => self.try_demo(keep).await,
            Request::SignInAgain => self.sign_in_again(),
            Request::OpenBrowserAgain => self.open_browser(),
            Request::UseCode => self.act(Action::UseCode(None)),
            Request::BrowserFailed(reason) => {
                let hint = format!("The browser could not be opened: {reason}.");
                self.act(Action::UseCode(Some(hint)));
            }
            Request::SubmitCode(code) => self.act(Action::Code(code)),
            Request::CancelSignIn => self.end_login(&Error::Login(LoginError::Cancelled)),
            Request::SignOut => self.sign_out().await,
            Request::CheckKeychain => self.check_keychain(),
            Request::KeychainChecked(keychain) => {
                let is_ready = keychain.state == KeychainState::Ready;
                self.outputs.keychain.send_replace(keychain);
                if is_ready && !self.opened && matches!(self.state, State::SignedOut { .. }) {
                    self.open().await;
                }
            }
            Request::SignOutFailed(error) => {
                if let State::SignedOut { notice } = &mut self.state {
                    *notice = Some(problem::of_sign_in(&error));
                }
            }
            Request::RaiseWindow => self.outputs.desktop.raise_window(),
            Request::Progress(number, progress) if self.is_current(number) => {
                self.progress(progress);
            }
            Request::Ended(number, outcome) if self.is_current(number) => {
                self.ended(outcome).await;
            }
            Request::Open(place) => {
                self.outputs.desktop.raise_window();
                self.outputs.desktop.tell(News::Place(place));
            }
            Request::ContinueSheet
            | Request::DismissSheet
            | Request::NeedsMore(..)
            | Request::GrantScopes(_)
            | Request::SetRequirements(_)
            | Request::AddAccount(_)
            | Request::SwitchAccount(_)
            | Request::SetDefaultAccount(_)
            | Request::SignOutAccount { .. }
            | Request::SignInWithIdentity(_)
            | Request::AnswerOtherAccount(_)
            | Request::ManageIdentities
            | Request::ManageConsents
            | Request::ForgetEverything => {}
            // From a sign-in that was cancelled meanwhile.
            Request::Progress(..) | Request::Ended(..)
            // Answered by the loop, before and after.
            | Request::SettingsChanged | Request::Quit(_) => {}
        }
    }

    fn sign_in(&mut self, keep: Keep) {
        if !matches!(self.state, State::SignedOut { .. }) {
            return;
        }
        match self.globus_account(keep) {
            Ok(account) => self.begin(account),
            Err(notice) => {
                self.state = State::SignedOut {
                    notice: Some(notice),
                }
            }
        }
    }

    async fn try_demo(&mut self, keep: Keep) {
        if !matches!(self.state, State::SignedOut { .. }) {
            return;
        }
        match Account::demo(self.parts(), keep).await {
            Ok(account) => self.begin(account),
            Err(error) => {
                let meaning = format!("{error}. Close other programs and try again.");
                let notice = Problem::local("The demo could not be started.", meaning);
                self.state = State::SignedOut {
                    notice: Some(notice),
                };
            }
        }
    }

    fn begin(&mut self, account: Account) {
        let login = self.log_in(&account);
        self.state = State::SigningIn { account, login };
    }

    fn sign_in_again(&mut self) {
        if let State::SignedIn {
            account,
            login: None,
            ..
        } = &self.state
        {
            let new = self.log_in(account);
            if let State::SignedIn { login, view, .. } = &mut self.state {
                view.notice = None;
                *login = Some(new);
            }
        }
    }

    /// Starts a sign-in; how it goes and ends comes back as requests.
    fn log_in(&self, account: &Account) -> Login {
        let (app, number, requests) = (account.app.clone(), account.number, self.requests.clone());
        let task = spawn(async move {
            let outcome = app
                .run_login_flow(GlobusAuthorizationParameters::default())
                .await;
            drop(requests.send(Request::Ended(number, outcome)));
        });
        let started_at = now_millis();
        let timeout = millis_of(self.settings.load().login_timeout());
        let view = SigningIn {
            demo: account.is_demo(),
            step: Step::Preparing,
            way: Way::Browser,
            url: None,
            hint: None,
            started_at,
            deadline: started_at + timeout,
        };
        Login { task, view }
    }

    fn progress(&mut self, progress: Progress) {
        let Some(login) = self.login_mut() else {
            return;
        };
        let view = &mut login.view;
        match progress {
            Progress::WaitForBrowser(url) => {
                (view.step, view.way) = (Step::Waiting, Way::Browser);
                view.url = Some(url.into());
                self.open_browser();
            }
            Progress::WaitForCode(url, hint) => {
                (view.step, view.way) = (Step::Waiting, Way::Code);
                view.url = Some(url.into());
                view.hint = hint;
                self.open_browser();
            }
            Progress::CodeRefused(reason) => view.hint = Some(format!("Not accepted: {reason}.")),
            Progress::Finishing => view.step = Step::Finishing,
        }
    }

    async fn ended(&mut self, outcome: Result<(), Error>) {
        if let Err(error) = outcome {
            return self.end_login(&error);
        }
        let state = std::mem::replace(&mut self.state, State::SignedOut { notice: None });
        if let State::SigningIn { account, .. } | State::SignedIn { account, .. } = state {
            self.signed_in(account).await;
            self.outputs.desktop.raise_window();
        }
    }

    fn end_login(&mut self, error: &Error) {
        let notice = problem::of_sign_in(error);
        match &mut self.state {
            State::SignedIn { login, view, .. } if login.is_some() => {
                *login = None;
                view.notice = Some(notice);
            }
            State::SigningIn { .. } => {
                self.state = State::SignedOut {
                    notice: Some(notice),
                }
            }
            _ => {}
        }
    }

    async fn signed_in(&mut self, account: Account) {
        let identity = account.identity().await;
        let view = SignedIn {
            account: account_view(&account, identity.as_ref()),
            demo: account.is_demo(),
            kept_in: account.kept_in(),
            signing_in: None,
            notice: None,
            accounts: Vec::new(),
            sheet: None,
            other_account: None,
            unsaved: Vec::new(),
        };
        self.outputs
            .clients
            .send_replace(Some(account.clients(identity.as_ref())));
        self.state = State::SignedIn {
            account,
            view,
            login: None,
        };
    }

    async fn sign_out(&mut self) {
        let state = std::mem::replace(&mut self.state, State::SignedOut { notice: None });
        self.outputs.clients.send_replace(None);
        let (State::SigningIn { account, .. } | State::SignedIn { account, .. }) = state else {
            return;
        };
        let requests = self.requests.clone();
        let logout = spawn(async move {
            if let Err(error) = account.app.logout().await {
                drop(requests.send(Request::SignOutFailed(error)));
            }
        });
        // Removing takes no time; telling a Globus that cannot be reached goes on behind.
        if timeout(SIGN_OUT_PATIENCE, logout).await.is_err() {
            tracing::warn!("the sign-out is not finished yet");
        }
    }

    async fn leave_demo(&mut self) {
        let is_demo = match &self.state {
            State::SigningIn { account, .. } | State::SignedIn { account, .. } => account.is_demo(),
            State::SignedOut { .. } => false,
        };
        if is_demo {
            self.sign_out().await;
        }
    }

    fn open_browser(&mut self) {
        let Some(url) = self.login_mut().and_then(|login| login.view.url.clone()) else {
            return;
        };
        let Ok(url) = Url::parse(&url) else { return };
        let command = self.settings.load().browser_command;
        let desktop = Arc::clone(&self.outputs.desktop);
        let requests = self.requests.clone();
        // Launchers may take their time to fail.
        spawn_blocking(move || {
            if let Err(error) = desktop.open_url(&url, &command) {
                tracing::warn!(%error, "the browser could not be opened");
                drop(requests.send(Request::BrowserFailed(error)));
            }
        });
    }

    fn act(&mut self, action: Action) {
        if let State::SigningIn { account, .. } | State::SignedIn { account, .. } = &self.state {
            drop(account.actions.send(action));
        }
    }

    fn check_keychain(&mut self) {
        self.outputs.keychain.send_replace(keychain::checking());
        let (keychain, requests) = (Arc::clone(&self.keychain), self.requests.clone());
        spawn(async move {
            let checked = keychain::check(keychain.as_ref()).await;
            drop(requests.send(Request::KeychainChecked(checked)));
        });
    }

    fn globus_account(&mut self, keep: Keep) -> Result<Account, Problem> {
        let client_id = self.settings.load().effective_client_id();
        let client_id = client_id.ok_or_else(Problem::no_client_id)?;
        let environment = Environment::from_env().map_err(|error| {
            Problem::local("The address of Globus is not usable.", format!("{error}."))
        })?;
        Account::globus(self.parts(), keep, &client_id, environment).map_err(|error| {
            Problem::local(
                "Globus cannot be used as it is set up.",
                format!("{error}."),
            )
        })
    }

    fn parts(&mut self) -> Parts {
        self.accounts += 1;
        Parts {
            number: self.accounts,
            keychain: Arc::clone(&self.keychain),
            requests: self.requests.clone(),
            login_timeout: self.settings.load().login_timeout(),
        }
    }

    fn is_current(&self, number: u64) -> bool {
        match &self.state {
            State::SigningIn { account, .. } => account.number == number,
            State::SignedIn { account, login, .. } => account.number == number && login.is_some(),
            State::SignedOut { .. } => false,
        }
    }

    fn login_mut(&mut self) -> Option<&mut Login> {
        match &mut self.state {
            State::SigningIn { login, .. } => Some(login),
            State::SignedIn { login, .. } => login.as_mut(),
            State::SignedOut { .. } => None,
        }
    }

    fn publish(&self) {
        let session = match &self.state {
            State::SignedOut { notice } => Session::SignedOut(SignedOut {
                keychain: self.outputs.keychain.borrow().clone(),
                client_id: self.settings.load().effective_client_id(),
                accounts: Vec::new(),
                notice: notice.clone(),
            }),
            State::SigningIn { login, .. } => Session::SigningIn(login.view.clone()),
            State::SignedIn { view, login, .. } => {
                let signing_in = login.as_ref().map(|login| login.view.clone());
                Session::SignedIn(SignedIn {
                    signing_in,
                    ..view.clone()
                })
            }
        };
        let changed = self.outputs.session.send_if_modified(|current| {
            let changed = *current != session;
            current.clone_from(&session);
            changed
        });
        if changed {
            self.outputs.desktop.tell(News::Session(session));
        }
    }
}

fn now_millis() -> u64 {
    millis_of(
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default(),
    )
}

fn millis_of(duration: Duration) -> u64 {
    duration.as_millis().try_into().unwrap_or(u64::MAX)
}
