//! The one place where the session changes: requests in, view models out.

mod account;
mod accounts;
pub mod actions;
mod browser_login;
mod demo;
mod keychain;
pub mod links;
mod names;
mod needs;
mod other_account;
mod pages;
pub mod request;
mod run;
mod service_account;
pub mod session;
pub mod sheet;
mod sign_in;
mod sign_out;
mod state;
mod step_up;
#[cfg(test)]
mod tests;
mod vault;

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{mpsc, oneshot, watch},
    time::timeout,
};

use crate::{
    accounts::{
        file::AccountsFile,
        identities::identities,
        view::{Accounts, NewServiceAccount},
    },
    clients::Clients,
    desktop::Desktop,
    keychain::Keychain,
    place::Place,
    problem::{self, refused::Refused, view::Problem},
    requirements::stored::StoredRequirements,
    settings::{Settings, environments::Environments, file::SettingsFile},
    support::bundle::Facts,
};
use needs::{Asked, Needs};
use request::Request;
use session::Session;
use sheet::{Acted, Action};

/// How long a change of what is asked for may take.
const REQUIRE_PATIENCE: Duration = Duration::from_secs(5);

/// Where requests go, and what is true now.
#[derive(Clone, Debug)]
pub struct Controller {
    requests: mpsc::UnboundedSender<Request>,
    session: watch::Receiver<Session>,
    clients: watch::Receiver<Option<Clients>>,
    keychain: watch::Receiver<Keychain>,
    place: Arc<watch::Sender<Place>>,
    settings: SettingsFile,
    environments: Environments,
    needs: Needs,
    /// How often something was done for the person.
    acted: Arc<watch::Sender<u64>>,
}

impl Controller {
    /// Starts the controller; it signs in from stored tokens, if there are any, or starts the
    /// demo if `demo` is asked for.
    pub fn start(
        desktop: Arc<dyn Desktop>,
        settings: SettingsFile,
        accounts: AccountsFile,
        demo: bool,
    ) -> Self {
        let stores = run::Stores {
            settings,
            accounts,
            environments: Environments::of_process(),
            keychain: Arc::new(globus_app::Keychain::new(crate::app_name::APP_NAME)),
        };
        Self::start_with(desktop, stores, demo)
    }

    fn start_with(desktop: Arc<dyn Desktop>, stores: run::Stores, demo: bool) -> Self {
        let (requests, inbox) = mpsc::unbounded_channel();
        let (session_out, session) = watch::channel(Session::Starting);
        let (clients_out, clients) = watch::channel(None);
        let (keychain_out, keychain) = watch::channel(keychain::checking());
        let place = Arc::new(watch::Sender::new(Place::Flows));
        let needs = Needs::default();
        let acted = Arc::new(watch::Sender::new(0));
        let outputs = run::Outputs {
            desktop,
            session: session_out,
            clients: clients_out,
            keychain: keychain_out,
            place: Arc::clone(&place),
            needs: needs.clone(),
            acted: Arc::clone(&acted),
        };
        let (settings, environments) = (stores.settings.clone(), stores.environments.clone());
        tauri::async_runtime::spawn(run::run(requests.clone(), inbox, outputs, stores, demo));
        Self {
            requests,
            session,
            clients,
            keychain,
            place,
            settings,
            environments,
            needs,
            acted,
        }
    }

    /// Hands a request in. After the end of the app nobody takes it, which is as good.
    pub fn send(&self, request: Request) {
        drop(self.requests.send(request));
    }

    /// Asks the current account for something else from now on, and waits until that is so:
    /// whoever reads it next finds it.
    pub async fn require(&self, requirements: StoredRequirements) {
        let mut clients = self.clients.clone();
        self.send(Request::SetRequirements(requirements.clone()));
        let are_new = |clients: &Option<Clients>| {
            let clients = clients.as_ref();
            clients.is_none_or(|clients| clients.requirements == requirements)
        };
        // If it could not be done, the session says so.
        drop(timeout(REQUIRE_PATIENCE, clients.wait_for(are_new)).await);
    }

    /// What the window shows now.
    pub fn session(&self) -> Session {
        self.session.borrow().clone()
    }

    /// The clients of who is signed in, if anybody is.
    pub fn clients(&self) -> Option<Clients> {
        let clients = self.clients.borrow().clone()?;
        // What became of the tokens meanwhile is noticed by whoever makes the next call.
        let is_known = match &*self.session.borrow() {
            Session::SignedIn(view) => {
                let ended = view
                    .accounts
                    .iter()
                    .any(|entry| entry.current && entry.ended);
                view.unsaved.len() == clients.app.unsaved_tokens().len()
                    && (ended || clients.app.ended_tokens().is_empty())
            }
            _ => true,
        };
        if !is_known {
            self.send(Request::TokensChanged);
        }
        Some(clients)
    }

    /// The keychain as last seen.
    pub fn keychain(&self) -> Keychain {
        self.keychain.borrow().clone()
    }

    /// What there is to know for whoever helps.
    pub fn facts(&self, settings: &Settings) -> Facts {
        let (accounts, notice) = match self.session() {
            Session::SignedIn(view) => (view.accounts, view.notice),
            Session::SignedOut(view) => (view.accounts, view.notice),
            Session::Starting | Session::SigningIn(_) => (Vec::new(), None),
        };
        Facts {
            settings: settings.clone(),
            hosts: self.environments.hosts(settings),
            keychain: Some(self.keychain()),
            accounts,
            problems: notice.into_iter().collect(),
        }
    }

    /// Which Globus there is to sign in to.
    pub fn environments(&self) -> &Environments {
        &self.environments
    }

    /// Changes of the session, for whoever follows it.
    pub fn follow_session(&self) -> watch::Receiver<Session> {
        self.session.clone()
    }

    /// Changes of the clients: another account, another sign-in, other requirements.
    pub fn follow_clients(&self) -> watch::Receiver<Option<Clients>> {
        self.clients.clone()
    }

    /// How often something was done for the person, well or not.
    pub fn follow_actions(&self) -> watch::Receiver<u64> {
        self.acted.subscribe()
    }

    /// Where the window is, or is to open.
    pub fn place(&self) -> Place {
        self.place.borrow().clone()
    }

    /// The person went there.
    pub fn remember_place(&self, place: Place) {
        self.place.send_replace(place);
    }

    /// Does it, or asks with a sheet.
    pub async fn act(&self, action: Action) -> Result<Acted, Problem> {
        let clients = self.clients();
        let clients = clients.ok_or_else(|| problem::calls::sign_in_needed("Globus"))?;
        let outcome = actions::perform(&clients, &action, None).await;
        if !matches!(outcome, Err(Refused::NeedsMore(_))) {
            self.acted.send_modify(|count| *count += 1);
        }
        match outcome {
            Ok(message) => Ok(Acted::Done { message }),
            Err(Refused::NeedsMore(requirement)) => {
                let (Asked::ForTheFirstTime(id) | Asked::Again(id)) =
                    self.needs.hold(action, *requirement);
                self.send(Request::OpenSheet(id));
                Ok(Acted::Asked)
            }
            Err(Refused::Problem(problem)) => Err(problem),
        }
    }

    /// What a read of `place` came to. What the service wants first is held until the person opens
    /// its sheet.
    pub fn answer<T>(&self, place: Place, outcome: Result<T, Refused>) -> Result<T, Problem> {
        let action = Action::Read { place };
        let requirement = match outcome {
            Ok(read) => {
                self.needs.done(&action);
                return Ok(read);
            }
            Err(Refused::NeedsMore(requirement)) => requirement,
            Err(Refused::Problem(problem)) => return Err(problem),
        };
        let service = requirement.service;
        let id = match self.needs.hold(action, *requirement) {
            Asked::ForTheFirstTime(id) => id,
            Asked::Again(id) => {
                self.send(Request::WantedAgain(id));
                id
            }
        };
        Err(problem::calls::one_more_step(service, id))
    }

    /// What the page of accounts shows.
    pub async fn accounts(&self) -> Result<Accounts, Problem> {
        let (entries, kept_in) = match self.session() {
            Session::SignedIn(view) => (view.accounts, view.kept_in),
            Session::SignedOut(view) => (view.accounts, view.keychain.name),
            Session::Starting | Session::SigningIn(_) => (Vec::new(), self.keychain().name),
        };
        let (identities, identities_problem) = match identities(self.clients()).await {
            Ok(identities) => (identities, None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        Ok(Accounts {
            entries,
            identities,
            identities_problem,
            kept_in,
            environments: self.environments.offered(&self.settings.load()),
        })
    }

    /// Signs a service account in.
    pub async fn add_service_account(&self, account: NewServiceAccount) -> Result<(), Problem> {
        let (answer, answered) = oneshot::channel();
        let asked = service_account::check(account, answer)?;
        self.send(Request::AddServiceAccount(asked));
        // The app may end before it is answered.
        answered.await.unwrap_or(Ok(()))
    }
}
