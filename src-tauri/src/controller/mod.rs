//! The one place where the session changes: requests in, view models out.

mod account;
mod browser_login;
mod keychain;
mod run;

use std::sync::Arc;

use globus_app::{AuthClient, FlowsClient, GlobusApp, TransferClient};
use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    access::StoredRequirements,
    desktop::Desktop,
    problem,
    settings::SettingsFile,
    view::{
        Accounts, Acted, Action, Keep, Keychain, NewAccount, NewServiceAccount, OtherAnswer, Place,
        Problem, Session,
    },
};
use browser_login::Progress;

/// What the window, the command line or a running sign-in asks for.
#[derive(Debug)]
pub enum Request {
    /// Sign in to Globus.
    SignIn(Keep),
    /// Start the local Globus and sign in to it.
    TryDemo(Keep),
    /// Ask in the browser for what is missing.
    SignInAgain,
    /// The browser tab was lost.
    OpenBrowserAgain,
    /// Paste a code instead.
    UseCode,
    /// No browser could be opened; the reason.
    BrowserFailed(String),
    /// Here it is.
    SubmitCode(String),
    /// Stop waiting.
    CancelSignIn,
    /// Sign out, or leave the demo.
    SignOut,
    /// Ask in the browser for what the sheet says.
    ContinueSheet,
    /// Not now.
    DismissSheet,
    /// An action needs more: a sheet is shown.
    NeedsMore(Action, globus_app::Error),
    /// One trip for these scope strings.
    GrantScopes(Vec<String>),
    /// What the current account is asked for from now on.
    SetRequirements(StoredRequirements),
    /// Sign another account in.
    AddAccount(NewAccount),
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
    /// Add one identity to the session, or all.
    SignInWithIdentity(Option<String>),
    /// What becomes of the other account that came back.
    AnswerOtherAccount(OtherAnswer),
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
    /// What was to be removed at a sign-out could not be.
    SignOutFailed(globus_app::Error),
    /// The keychain answered.
    KeychainChecked(Keychain),
}

/// The service clients of who is signed in.
#[derive(Clone, Debug)]
pub struct Clients {
    /// Whose tokens and requirements they use.
    pub app: GlobusApp,
    /// Globus Auth.
    pub auth: AuthClient,
    /// Globus Flows.
    pub flows: FlowsClient,
    /// Globus Transfer.
    pub transfer: TransferClient,
    /// The id of the person.
    pub identity_id: Option<String>,
    /// "ada@uni.example".
    pub username: String,
    /// Where the sign-in is kept, in words.
    pub kept_in: String,
    /// What the account is asked for.
    pub requirements: StoredRequirements,
}

/// Where requests go, and what is true now.
#[derive(Clone, Debug)]
pub struct Controller {
    requests: mpsc::UnboundedSender<Request>,
    session: watch::Receiver<Session>,
    clients: watch::Receiver<Option<Clients>>,
    keychain: watch::Receiver<Keychain>,
}

impl Controller {
    /// Starts the controller; it signs in from stored tokens, if there are any, or starts the
    /// demo if `demo` is asked for.
    pub fn start(desktop: Arc<dyn Desktop>, settings: SettingsFile, demo: bool) -> Self {
        let (requests, inbox) = mpsc::unbounded_channel();
        let (session_out, session) = watch::channel(Session::Starting);
        let (clients_out, clients) = watch::channel(None);
        let (keychain_out, keychain) = watch::channel(keychain::checking());
        let outputs = run::Outputs {
            desktop,
            session: session_out,
            clients: clients_out,
            keychain: keychain_out,
        };
        tauri::async_runtime::spawn(run::run(requests.clone(), inbox, outputs, settings, demo));
        Self {
            requests,
            session,
            clients,
            keychain,
        }
    }

    /// Hands a request in. After the end of the app nobody takes it, which is as good.
    pub fn send(&self, request: Request) {
        drop(self.requests.send(request));
    }

    /// What the window shows now.
    pub fn session(&self) -> Session {
        self.session.borrow().clone()
    }

    /// The clients of who is signed in, if anybody is.
    pub fn clients(&self) -> Option<Clients> {
        self.clients.borrow().clone()
    }

    /// The keychain as last seen.
    pub fn keychain(&self) -> Keychain {
        self.keychain.borrow().clone()
    }

    /// Where the window is, or is to open.
    pub fn place(&self) -> Place {
        Place::Flows
    }

    /// The person went there.
    pub fn remember_place(&self, place: Place) {
        let _ = place;
    }

    /// Does it, or asks with a sheet.
    pub async fn act(&self, action: Action) -> Result<Acted, Problem> {
        let _ = action;
        Err(problem::unbuilt("Meridian"))
    }

    /// What the page of accounts shows.
    pub async fn accounts(&self) -> Result<Accounts, Problem> {
        Err(problem::unbuilt("Meridian"))
    }

    /// Signs a service account in.
    pub async fn add_service_account(&self, account: NewServiceAccount) -> Result<(), Problem> {
        let _ = account;
        Err(problem::unbuilt("Meridian"))
    }
}
