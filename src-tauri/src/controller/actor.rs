//! The controller's loop. It handles requests and events one at a time.

use std::{collections::HashMap, sync::Arc, time::Duration};

use globus_app::MemoryTokenStorage;
use tokio::{
    sync::{mpsc, watch},
    time::timeout,
};

use super::{
    account::{Account, Parts},
    browser_login::LoginInput,
    request::Request,
    session::{Session, SignedIn, SignedOut},
    state::State,
    vault::Vault,
};
use crate::{
    accounts::{file::AccountsFile, record::AccountRecords},
    clients::Clients,
    controller::{
        browser_login::Tell, event::Event, needs::Needs, number::Numbers, session::SessionChanged,
    },
    desktop::{Desktop, news::News},
    keychain::{Keychain, KeychainState},
    place::{Place, PlaceOpened},
    problem::view::Problem,
    settings::{environments::Environments, store::SettingsStore},
};

/// How long the window waits for the keychain before it shows the first-run screen.
const KEYCHAIN_PATIENCE: Duration = Duration::from_secs(1);

/// Where the controller publishes its state.
pub(super) struct Outputs {
    pub(super) desktop: Arc<dyn Desktop>,
    pub(super) session: watch::Sender<Session>,
    pub(super) clients: watch::Sender<Option<Clients>>,
    pub(super) keychain: watch::Sender<Keychain>,
    pub(super) place: Arc<watch::Sender<Place>>,
    pub(super) needs: Needs,
    pub(super) acted: Arc<watch::Sender<u64>>,
}

/// Where the controller keeps settings, accounts and secrets.
pub(super) struct Stores {
    pub(super) settings: SettingsStore,
    pub(super) accounts: AccountsFile,
    pub(super) environments: Environments,
    pub(super) keychain: Arc<dyn Vault>,
}

pub(super) struct Actor {
    pub(super) outputs: Outputs,
    pub(super) stores: Stores,
    pub(super) events: mpsc::UnboundedSender<Event>,
    pub(super) records: AccountRecords,
    /// Accounts shown earlier, by ID. They still hold the tokens that are kept in memory only.
    pub(super) resting: HashMap<String, Box<Account>>,
    /// Whether the default account has been opened already.
    pub(super) opened: bool,
    /// Whether the accounts file is new, so that an early version may have left a sign-in.
    pub(super) is_first_file: bool,
    pub(super) state: State,
    pub(super) needs: Needs,
    pub(super) numbers: Numbers,
    memory: Arc<MemoryTokenStorage>,
}

pub(super) async fn run(
    mut inbox: mpsc::UnboundedReceiver<Request>,
    outputs: Outputs,
    mut stores: Stores,
    demo: bool,
) {
    let (events, mut happened) = mpsc::unbounded_channel();
    let loaded = stores.accounts.load();
    let mut actor = Actor {
        needs: outputs.needs.clone(),
        outputs,
        stores,
        events,
        records: loaded.records,
        resting: HashMap::new(),
        opened: false,
        is_first_file: loaded.is_new,
        state: State::SignedOut {
            notice: loaded.problem,
        },
        numbers: Numbers::default(),
        memory: Arc::default(),
    };
    actor.check_keychain();
    // Most keychains answer at once. A locked one mustn't hold up the window.
    let first = timeout(KEYCHAIN_PATIENCE, happened.recv());
    if let Ok(Some(first)) = first.await {
        actor.happened(first).await;
    }
    if demo && matches!(actor.state, State::SignedOut { .. }) {
        actor.try_demo().await;
    }
    actor.publish();
    let mut settings = actor.stores.settings.follow();
    loop {
        tokio::select! {
            // Finish what is under way before taking new requests.
            biased;
            Some(event) = happened.recv() => actor.happened(event).await,
            request = inbox.recv() => match request {
                Some(Request::Quit(done)) => {
                    actor.leave_demo().await;
                    // The caller may have stopped waiting.
                    let _ = done.send(());
                    return;
                }
                Some(request) => actor.handle(request).await,
                None => return,
            },
            // What is published depends on them, such as the client ID.
            Ok(()) = settings.changed() => {}
        }
        actor.publish();
    }
}

impl Actor {
    async fn handle(&mut self, request: Request) {
        match request {
            Request::SignIn(keep) => self.sign_in(keep),
            Request::TryDemo => self.try_demo().await,
            Request::SignInAgain => self.sign_in_again(),
            Request::OpenBrowserAgain => self.open_login_page(),
            Request::UseCode => self.tell_login(LoginInput::UseCode(None)),
            Request::SubmitCode(code) => self.tell_login(LoginInput::Code(code)),
            Request::CancelSignIn => self.cancel_login(),
            Request::AddAccount(account) => self.add_account(&account),
            Request::AddServiceAccount(asked) => self.try_service_account(asked),
            Request::SwitchAccount(id) => self.switch_account(&id).await,
            Request::SetDefaultAccount(id) => self.set_default_account(&id),
            Request::SetRequirements(requirements) => self.set_requirements(requirements).await,
            Request::SignInWithIdentity(id) => self.sign_in_with_identity(id.as_deref()),
            Request::ManageIdentities => self.open_identities_page(),
            Request::OpenWebPage(place) => self.open_web_page(&place),
            Request::ManageConsents => self.open_consents_page(),
            Request::OpenRegistrationPage => self.open_registration_page(),
            Request::SignOut => self.sign_out_current(false).await,
            Request::SignOutAccount {
                id,
                also_in_browser,
            } => self.sign_out_account(&id, also_in_browser).await,
            Request::ForgetEverything => self.forget_everything().await,
            Request::TokensChanged => self.look_at_tokens().await,
            Request::CheckKeychain => self.check_keychain(),
            Request::RaiseWindow => self.outputs.desktop.show_window(),
            Request::Open(place) => {
                self.outputs.place.send_replace(place.clone());
                self.outputs.desktop.show_window();
                self.outputs.desktop.tell(News::of(&PlaceOpened(place)));
            }
            Request::LoginAnswer(link) => self.tell_login(LoginInput::Redirect(link)),
            Request::OpenSheet(id) => self.open_sheet(id),
            Request::WantedAgain(id) => self.wanted_again(id),
            Request::ReadAgain(action) => self.action_ended(action, None, None),
            Request::ContinueSheet => self.continue_sheet(),
            Request::DismissSheet => self.dismiss_sheet(),
            Request::GrantScopes(scopes) => self.prepare_grant(scopes),
            Request::AnswerOtherAccount(answer) => self.answer_other_account(answer).await,
            // The loop handles it.
            Request::Quit(_) => {}
        }
    }

    async fn happened(&mut self, event: Event) {
        match event {
            Event::KeychainChecked(keychain) => self.keychain_checked(keychain).await,
            Event::LoginProgressed(account, progress) => self.progress(account, progress),
            Event::LoginEnded(login, outcome) => self.ended(login, outcome).await,
            Event::LoginPageNotOpened(error) => {
                let hint = format!("{error}. Open the link yourself, then paste the code here.");
                self.tell_login(LoginInput::UseCode(Some(hint)));
            }
            Event::PageNotOpened(page, error) => {
                let problem = Problem::local(
                    &format!("{error}."),
                    "Copy the link and open it in a browser yourself.".to_owned(),
                );
                self.state.say(problem.with("Link", page.as_str()));
            }
            Event::IdentityKnown(account, identity) => self.identity_known(account, identity),
            Event::IdentitiesFound(ids) => self.sign_in_with_identities(&ids),
            Event::ServiceAccountTried(tried) => self.service_account_tried(*tried).await,
            Event::LoggedOut(outcome) => self.logged_out(&outcome),
            Event::SheetPrepared(action, need, step) => self.needs_more(action, *need, step),
            Event::ActedAgain(action, outcome) => self.acted_again(action, outcome),
            Event::GrantPrepared(scopes, parameters) => self.grant(scopes, *parameters),
            Event::Gained(scopes) => self.keep_gained(&scopes).await,
        }
    }

    async fn keychain_checked(&mut self, keychain: Keychain) {
        let is_ready = keychain.state == KeychainState::Ready;
        self.outputs.keychain.send_replace(keychain);
        if is_ready && !self.opened && matches!(self.state, State::SignedOut { .. }) {
            self.open_default_account().await;
        }
    }

    pub(super) fn parts(&mut self) -> Parts {
        let number = self.numbers.account();
        let events = self.events.clone();
        // Sending fails only while the app quits, which ends the sign-in too.
        let tell = move |progress| drop(events.send(Event::LoginProgressed(number, progress)));
        Parts {
            number,
            keychain: Arc::clone(&self.stores.keychain),
            memory: Arc::clone(&self.memory),
            tell: Tell(Arc::new(tell)),
            settings: self.stores.settings.clone(),
        }
    }

    /// Saves the list of accounts. If that fails, the window says so, and the list stays in memory until
    /// Meridian quits.
    pub(super) fn save_accounts(&mut self) {
        if let Err(error) = self.stores.accounts.save(&self.records) {
            tracing::warn!(%error, "the list of accounts could not be saved");
            self.state.say(Problem::local(
                "The list of accounts couldn't be saved.",
                format!("{error}. The next time you start Meridian, it shows the previous list."),
            ));
        }
    }

    /// Publishes the clients, and the session if it changed.
    fn publish(&self) {
        self.publish_clients();
        let session = self.session();
        let changed = self.outputs.session.send_if_modified(|current| {
            let changed = *current != session;
            current.clone_from(&session);
            changed
        });
        if changed {
            self.outputs
                .desktop
                .tell(News::of(&SessionChanged(session)));
        }
    }

    /// Publishes only the clients, so that no more calls are made during a sign-out.
    pub(super) fn publish_clients(&self) {
        let clients = self
            .state
            .current()
            .map(|current| current.account.clients());
        self.outputs.clients.send_replace(clients);
    }

    fn session(&self) -> Session {
        match &self.state {
            State::SignedOut { notice } => Session::SignedOut(SignedOut {
                keychain: self.outputs.keychain.borrow().clone(),
                client_id: self.stores.settings.current().effective_client_id(),
                accounts: self.records.entries(None),
                notice: notice.clone(),
            }),
            State::SigningIn { login, .. } => Session::SigningIn(login.view.clone()),
            State::SignedIn(shown) => Session::SignedIn(SignedIn {
                account: shown.account.view(),
                accounts: self.records.entries(Some(&shown.account.record)),
                signing_in: match (&shown.step, &shown.login) {
                    (None, Some(login)) => Some(login.view.clone()),
                    _ => None,
                },
                sheet: shown.sheet(),
                other_account: shown.other_account(),
                unsaved: shown.unsaved(),
                ..shown.view.clone()
            }),
        }
    }
}
