//! Signing in, from the request to an account in use.

use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use globus_app::{AuthClient, Error, GlobusAuthorizationParameters, LoginError};
use tokio::{
    sync::mpsc,
    task::{spawn, spawn_blocking},
    time::timeout,
};
use url::Url;

use super::{
    account::Account,
    browser_login::{LoginInput, Progress},
    demo, keychain,
    session::Keep,
    state::{Login, Purpose, State},
};
use crate::{
    access,
    controller::{
        actor::Actor,
        event::Event,
        number::{AccountNumber, LoginNumber},
        signing_in::{SigningIn, Step, Way},
    },
    desktop::open_url::OpenUrlError,
    problem::{self, capitalised, view::Problem},
};

/// How long to wait for the account's identity. The window shows the remembered one meanwhile.
const IDENTITY_PATIENCE: Duration = Duration::from_secs(30);

impl Actor {
    pub(super) fn sign_in(&mut self, keep: Keep) {
        if !matches!(self.state, State::SignedOut { .. }) {
            return;
        }
        let settings = self.stores.settings.current();
        let environment = self.stores.environments.name_in_force(&settings);
        match self.new_account(keep, &environment, "") {
            Ok(account) => self.begin(account),
            Err(problem) => self.state.say(problem),
        }
    }

    pub(super) async fn try_demo(&mut self) {
        if matches!(self.state, State::SignedOut { .. }) {
            self.start_demo(Keep::Keychain).await;
        }
    }

    async fn start_demo(&mut self, keep: Keep) {
        match demo::start(self.parts(), keep).await {
            Ok(account) => self.begin(account),
            Err(error) => {
                let meaning = format!("{error}. Close other programs and try again.");
                let what = "The demo couldn't be started.";
                self.state.say(Problem::local(what, meaning));
            }
        }
    }

    /// Starts a first sign-in, which has its own screen.
    pub(super) fn begin(&mut self, account: Box<Account>) {
        let parameters = GlobusAuthorizationParameters::default();
        let events = self.events.clone();
        let number = self.numbers.login();
        let login = start(number, &account, LoginFor::Account, parameters, events);
        self.state = State::SigningIn { account, login };
    }

    pub(super) fn sign_in_again(&mut self) {
        self.log_in_current(GlobusAuthorizationParameters::default());
    }

    /// Signs in to the current account again, without leaving its window.
    pub(super) fn log_in_current(&mut self, parameters: GlobusAuthorizationParameters) {
        self.log_in_current_for(Purpose::UseAccount, parameters);
    }

    /// Signs in to the current account again, for `purpose`.
    pub(super) fn log_in_current_for(
        &mut self,
        purpose: Purpose,
        parameters: GlobusAuthorizationParameters,
    ) {
        let number = self.numbers.login();
        let events = self.events.clone();
        let Some(shown) = self.state.current_mut() else {
            return;
        };
        if shown.login.is_none() {
            shown.view.notice = None;
            let login_for = match purpose {
                Purpose::Sheet | Purpose::Grant(_) => LoginFor::AsSaid,
                Purpose::UseAccount | Purpose::AddAccount(_) => LoginFor::Account,
            };
            let login = start(number, &shown.account, login_for, parameters, events);
            shown.login = Some(login.for_purpose(purpose));
        }
    }

    /// Signs in to a new account, without leaving the window of the current one.
    pub(super) fn log_in_beside(
        &mut self,
        account: Box<Account>,
        parameters: GlobusAuthorizationParameters,
    ) {
        let number = self.numbers.login();
        let events = self.events.clone();
        let Some(shown) = self.state.current_mut() else {
            return;
        };
        if shown.login.is_none() {
            shown.view.notice = None;
            let login = start(number, &account, LoginFor::Account, parameters, events);
            shown.login = Some(login.for_purpose(Purpose::AddAccount(account)));
        }
    }

    pub(super) fn progress(&mut self, number: AccountNumber, progress: Progress) {
        let Some(login) = self
            .state
            .login_mut()
            .filter(|login| login.account == number)
        else {
            return;
        };
        let view = &mut login.view;
        match progress {
            Progress::WaitForBrowser(url) => {
                (view.step, view.way) = (Step::Waiting, Way::Browser);
                view.url = Some(url.into());
                self.open_login_page();
            }
            Progress::WaitForCode(url, hint) => {
                (view.step, view.way) = (Step::Waiting, Way::Code);
                view.url = Some(url.into());
                view.hint = hint;
                self.open_login_page();
                self.outputs.desktop.show_window();
            }
            Progress::CodeRefused(reason) => view.hint = Some(format!("{}.", capitalised(&reason))),
            Progress::Finishing => view.step = Step::Finishing,
        }
    }

    pub(super) async fn ended(&mut self, number: LoginNumber, outcome: Result<(), Error>) {
        if self.state.login_number(number).is_none() {
            return;
        }
        match outcome {
            Ok(()) => {}
            Err(Error::Storage(error)) if self.state.is_starting_kept_demo() => {
                tracing::info!(%error, "the keychain is not available, so the demo's sign-in stays in memory");
                self.state = State::signed_out();
                return self.start_demo(Keep::UntilQuit).await;
            }
            Err(error) => return self.end_login(error),
        }
        match std::mem::replace(&mut self.state, State::signed_out()) {
            State::SignedOut { .. } => {}
            State::SigningIn { account, .. } => self.signed_in(account).await,
            State::SignedIn(mut shown) => match shown.login.take().map(Login::into_purpose) {
                Some(Purpose::AddAccount(account)) => {
                    self.rest(shown.account).await;
                    self.signed_in(account).await;
                }
                Some(Purpose::UseAccount) | None => self.signed_in(shown.account).await,
                Some(Purpose::Sheet) => {
                    let step = shown.step.take();
                    self.signed_in(shown.account).await;
                    self.act_again(step);
                }
                Some(Purpose::Grant(scopes)) => {
                    self.signed_in(shown.account).await;
                    self.tell_granted(scopes, None);
                }
            },
        }
        self.outputs.desktop.raise_window();
    }

    pub(super) fn cancel_login(&mut self) {
        self.end_login(Error::Login(LoginError::Cancelled));
    }

    /// Ends the sign-in under way. The window comes to the front and says why, unless you canceled.
    fn end_login(&mut self, error: Error) {
        let notice = problem::sign_in::of_sign_in(&error);
        let is_news = !matches!(error, Error::Login(LoginError::Cancelled));
        match &mut self.state {
            State::SignedIn(shown) => {
                let Some(purpose) = shown.login.take().map(Login::into_purpose) else {
                    return;
                };
                match (error, purpose) {
                    (Error::OtherIdentity(other), _) => {
                        shown.step = None;
                        shown.other = Some(other);
                    }
                    (error, Purpose::Sheet) => self.sheet_failed(&error, notice),
                    (_, Purpose::Grant(scopes)) => self.tell_granted(scopes, Some(notice)),
                    (_, Purpose::UseAccount | Purpose::AddAccount(_)) => {
                        shown.view.notice = Some(notice);
                    }
                }
            }
            State::SigningIn { .. } => {
                self.state = State::SignedOut {
                    notice: Some(notice),
                }
            }
            State::SignedOut { .. } => return,
        }
        if is_news {
            self.outputs.desktop.show_window();
        }
    }

    /// Remembers the account after a successful sign-in, and shows it.
    pub(super) async fn signed_in(&mut self, mut account: Box<Account>) {
        if let Some(identity) = account.app.identity() {
            account.know(identity);
        }
        account.record.signed_in_at = Some(now_millis());
        account.record.ended = false;
        let is_demo = account.is_demo();
        self.remember(&mut account).await;
        self.show(account);
        // Saved last, so that a failure shows up in the new session.
        if !is_demo {
            self.save_accounts();
        }
    }

    /// Reads the account's identity from Globus Auth in the background, because the network may be
    /// down.
    pub(super) fn ask_identity(&self, account: &Account) {
        if account.identity.is_some() || !account.app.acts_for_a_person() {
            return;
        }
        let auth = AuthClient::builder(&account.app).app_scopes([]).build();
        let (number, events) = (account.number, self.events.clone());
        spawn(async move {
            if let Ok(Ok(identity)) = timeout(IDENTITY_PATIENCE, auth.userinfo()).await {
                drop(events.send(Event::IdentityKnown(number, identity)));
            }
        });
    }

    pub(super) fn open_login_page(&mut self) {
        let url = self.state.login().and_then(|login| login.view.url.clone());
        if let Some(url) = url.and_then(|url| Url::parse(&url).ok()) {
            self.open_url(url, |_, error| Event::LoginPageNotOpened(error));
        }
    }

    /// Opens a page on globus.org.
    pub(super) fn open_page(&self, page: Url) {
        self.open_url(page, Event::PageNotOpened);
    }

    fn open_url(&self, url: Url, failed: impl FnOnce(Url, OpenUrlError) -> Event + Send + 'static) {
        let settings = self.stores.settings.current();
        let command = settings.choices.browser_command.clone();
        let desktop = Arc::clone(&self.outputs.desktop);
        let events = self.events.clone();
        // A launcher may take a while to fail.
        spawn_blocking(move || {
            if let Err(error) = desktop.open_url(&url, &command) {
                tracing::warn!(%error, "could not open a page");
                drop(events.send(failed(url, error)));
            }
        });
    }

    pub(super) fn tell_login(&mut self, action: LoginInput) {
        if let Some(login) = self.state.login() {
            drop(login.actions.send(action));
        }
    }

    pub(super) fn check_keychain(&mut self) {
        self.outputs.keychain.send_replace(keychain::checking());
        let (keychain, events) = (Arc::clone(&self.stores.keychain), self.events.clone());
        spawn(async move {
            let checked = keychain::check(keychain.as_ref()).await;
            drop(events.send(Event::KeychainChecked(checked)));
        });
    }
}

/// Which scopes a sign-in asks for.
#[derive(Clone, Copy)]
enum LoginFor {
    /// Exactly those that the window listed.
    AsSaid,
    /// Also those that the account requires.
    Account,
}

/// Starts a sign-in. Its progress and outcome arrive as events.
fn start(
    number: LoginNumber,
    account: &Account,
    login_for: LoginFor,
    parameters: GlobusAuthorizationParameters,
    events: mpsc::UnboundedSender<Event>,
) -> Login {
    let app = account.app.clone();
    let clients = account.clients();
    let task = spawn(async move {
        let parameters = match login_for {
            LoginFor::AsSaid => parameters,
            LoginFor::Account => access::grant::sign_in_parameters(&clients, parameters).await,
        };
        let outcome = app.run_login_flow(parameters).await;
        drop(events.send(Event::LoginEnded(number, outcome)));
    });
    let started_at = now_millis();
    let view = SigningIn {
        demo: account.is_demo(),
        step: Step::Preparing,
        way: Way::Browser,
        url: None,
        hint: None,
        started_at,
        deadline: started_at + millis_of(account.login_timeout()),
    };
    Login::new(number, account, view, task)
}

fn now_millis() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    millis_of(since.unwrap_or_default())
}

fn millis_of(duration: Duration) -> u64 {
    duration.as_millis().try_into().unwrap_or(u64::MAX)
}
