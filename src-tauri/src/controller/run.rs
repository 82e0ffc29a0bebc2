//! The controller's loop: one request after the other.

use std::{collections::HashMap, sync::Arc, time::Duration};

use globus_app::MemoryTokenStorage;
use tokio::{
    sync::{mpsc, watch},
    time::timeout,
};

use super::{
    account::{Account, Parts},
    browser_login::Action,
    request::Request,
    session::{Session, SignedIn, SignedOut},
    state::State,
    vault::Vault,
};
use crate::{
    accounts::{file::AccountsFile, record::AccountRecords},
    clients::Clients,
    controller::{needs::Needs, session::SessionChanged},
    desktop::{Desktop, news::News},
    keychain::{Keychain, KeychainState},
    place::{Place, PlaceOpened},
    problem::view::Problem,
    settings::{environments::Environments, file::SettingsFile},
};

/// How long the window waits for the keychain before it shows the first-run screen.
const KEYCHAIN_PATIENCE: Duration = Duration::from_secs(1);

/// Where what is true is published.
pub(super) struct Outputs {
    pub(super) desktop: Arc<dyn Desktop>,
    pub(super) session: watch::Sender<Session>,
    pub(super) clients: watch::Sender<Option<Clients>>,
    pub(super) keychain: watch::Sender<Keychain>,
    pub(super) place: Arc<watch::Sender<Place>>,
    pub(super) needs: Needs,
    pub(super) acted: Arc<watch::Sender<u64>>,
}

/// What the controller keeps and where.
pub(super) struct Stores {
    pub(super) settings: SettingsFile,
    pub(super) accounts: AccountsFile,
    pub(super) environments: Environments,
    pub(super) keychain: Arc<dyn Vault>,
}

pub(super) struct Run {
    pub(super) outputs: Outputs,
    pub(super) stores: Stores,
    pub(super) requests: mpsc::UnboundedSender<Request>,
    pub(super) records: AccountRecords,
    /// Accounts that were shown before: what is in memory alone is theirs still.
    pub(super) resting: HashMap<String, Box<Account>>,
    /// Whether stored sign-ins were looked for.
    pub(super) opened: bool,
    /// Whether there may be a sign-in from before accounts were remembered.
    pub(super) is_first_file: bool,
    pub(super) state: State,
    pub(super) needs: Needs,
    numbers: u64,
    memory: Arc<MemoryTokenStorage>,
}

pub(super) async fn run(
    requests: mpsc::UnboundedSender<Request>,
    mut inbox: mpsc::UnboundedReceiver<Request>,
    outputs: Outputs,
    mut stores: Stores,
    demo: bool,
) {
    let loaded = stores.accounts.load();
    let mut run = Run {
        needs: outputs.needs.clone(),
        outputs,
        stores,
        requests,
        records: loaded.records,
        resting: HashMap::new(),
        opened: false,
        is_first_file: loaded.is_new,
        state: State::SignedOut {
            notice: loaded.problem,
        },
        numbers: 0,
        memory: Arc::default(),
    };
    run.check_keychain();
    // Most keychains answer at once; a locked one keeps the window waiting no longer than this.
    if let Ok(Some(first)) = timeout(KEYCHAIN_PATIENCE, inbox.recv()).await {
        run.handle(first).await;
    }
    if demo && matches!(run.state, State::SignedOut { .. }) {
        run.try_demo().await;
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
    async fn handle(&mut self, request: Request) {
        match request {
            Request::SignIn(keep) => self.sign_in(keep),
            Request::TryDemo => self.try_demo().await,
            Request::SignInAgain => self.sign_in_again(),
            Request::OpenBrowserAgain => self.open_login_page(),
            Request::UseCode => self.act(Action::UseCode(None)),
            Request::BrowserFailed(reason) => {
                let hint = format!("The browser could not be opened: {reason}.");
                self.act(Action::UseCode(Some(hint)));
            }
            Request::SubmitCode(code) => self.act(Action::Code(code)),
            Request::CancelSignIn => self.cancel_login(),
            Request::Progress(number, progress) => self.progress(number, progress),
            Request::Ended(number, outcome) => self.ended(number, outcome).await,
            Request::IdentityKnown(number, identity) => self.identity_known(number, identity),
            Request::AddAccount(account) => self.add_account(&account),
            Request::AddServiceAccount(asked) => self.try_service_account(asked),
            Request::ServiceAccountTried(tried) => self.service_account_tried(*tried).await,
            Request::SwitchAccount(id) => self.switch_account(&id).await,
            Request::SetDefaultAccount(id) => self.set_default_account(&id),
            Request::SetRequirements(requirements) => self.set_requirements(requirements).await,
            Request::SignInWithIdentity(id) => self.sign_in_with_identity(id.as_deref()),
            Request::SignInWithIdentities(ids) => self.sign_in_with_identities(&ids),
            Request::ManageIdentities => self.open_identities_page(),
            Request::OpenWebPage(place) => self.open_web_page(&place),
            Request::ManageConsents => self.open_consents_page(),
            Request::SignOut => self.sign_out_current(false).await,
            Request::SignOutAccount {
                id,
                also_in_browser,
            } => self.sign_out_account(&id, also_in_browser).await,
            Request::ForgetEverything => self.forget_everything().await,
            Request::TokensChanged => self.look_at_tokens().await,
            Request::LoggedOut(outcome) => self.logged_out(&outcome),
            Request::CheckKeychain => self.check_keychain(),
            Request::KeychainChecked(keychain) => {
                let is_ready = keychain.state == KeychainState::Ready;
                self.outputs.keychain.send_replace(keychain);
                if is_ready && !self.opened && matches!(self.state, State::SignedOut { .. }) {
                    self.open_default_account().await;
                }
            }
            Request::RaiseWindow => self.outputs.desktop.show_window(),
            Request::Open(place) => {
                self.outputs.place.send_replace(place.clone());
                self.outputs.desktop.show_window();
                self.outputs.desktop.tell(News::of(&PlaceOpened(place)));
            }
            Request::LoginAnswer(link) => self.act(Action::Redirect(link)),
            Request::NeedsMore(action, need, step) => self.needs_more(action, *need, step),
            Request::OpenSheet(id) => self.open_sheet(id),
            Request::WantedAgain(id) => self.wanted_again(id),
            Request::ContinueSheet => self.continue_sheet(),
            Request::DismissSheet => self.dismiss_sheet(),
            Request::ActedAgain(action, outcome) => self.acted_again(action, outcome),
            Request::GrantScopes(scopes) => self.prepare_grant(scopes),
            Request::Grant(scopes, parameters) => self.grant(scopes, *parameters),
            Request::Gained(scopes) => self.keep_gained(&scopes).await,
            Request::AnswerOtherAccount(answer) => self.answer_other_account(answer).await,
            // What they change is read anew when the session is published.
            Request::SettingsChanged
            // Answered by the loop.
            | Request::Quit(_) => {}
        }
    }

    /// A number that no other account or login has.
    pub(super) fn next_number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    pub(super) fn parts(&mut self) -> Parts {
        Parts {
            number: self.next_number(),
            keychain: Arc::clone(&self.stores.keychain),
            memory: Arc::clone(&self.memory),
            requests: self.requests.clone(),
            settings: self.stores.settings.clone(),
        }
    }

    /// Writes down who is remembered; what cannot be written is said, and holds until the end.
    pub(super) fn save_accounts(&mut self) {
        if let Err(error) = self.stores.accounts.save(&self.records) {
            tracing::warn!(%error, "the accounts could not be saved");
            self.state.say(Problem::local(
                "The list of accounts could not be saved.",
                format!("{error}. The next start shows it as it was before."),
            ));
        }
    }

    fn publish(&self) {
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

    fn session(&self) -> Session {
        match &self.state {
            State::SignedOut { notice } => Session::SignedOut(SignedOut {
                keychain: self.outputs.keychain.borrow().clone(),
                client_id: self.stores.settings.load().effective_client_id(),
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
