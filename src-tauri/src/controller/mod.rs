//! The only place that changes the session: requests go in, view models come out.

mod account;
mod accounts;
pub mod actions;
mod actor;
mod browser_login;
mod demo;
mod event;
mod keychain;
pub mod links;
mod names;
mod needs;
mod number;
mod other_account;
mod pages;
pub mod request;
mod service_account;
pub mod session;
pub mod sheet;
mod sign_in;
mod sign_out;
pub mod signing_in;
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
    settings::{environments::Environments, store::SettingsStore},
};
use needs::{Needs, Wanted};
use request::Request;
use session::Session;
use sheet::{Acted, Action};

/// How long a change of requirements may take.
const REQUIRE_PATIENCE: Duration = Duration::from_secs(5);

/// A handle to the controller: send requests, read and follow its state.
#[derive(Clone, Debug)]
pub struct Controller {
    requests: mpsc::UnboundedSender<Request>,
    session: watch::Receiver<Session>,
    clients: watch::Receiver<Option<Clients>>,
    keychain: watch::Receiver<Keychain>,
    place: Arc<watch::Sender<Place>>,
    settings: SettingsStore,
    environments: Environments,
    needs: Needs,
    /// How many actions have been carried out.
    acted: Arc<watch::Sender<u64>>,
}

impl Controller {
    /// Starts the controller. It opens the default account from stored tokens, or the demo if `demo` is
    /// set and there is none.
    pub fn start(
        desktop: Arc<dyn Desktop>,
        settings: SettingsStore,
        accounts: AccountsFile,
        demo: bool,
    ) -> Self {
        let stores = actor::Stores {
            settings,
            accounts,
            environments: Environments::of_process(),
            keychain: Arc::new(globus_app::Keychain::new(crate::app_name::APP_NAME)),
        };
        Self::start_with(desktop, stores, demo)
    }

    fn start_with(desktop: Arc<dyn Desktop>, stores: actor::Stores, demo: bool) -> Self {
        let (requests, inbox) = mpsc::unbounded_channel();
        let (session_out, session) = watch::channel(Session::Starting);
        let (clients_out, clients) = watch::channel(None);
        let (keychain_out, keychain) = watch::channel(keychain::checking());
        let place = Arc::new(watch::Sender::new(Place::Flows));
        let needs = Needs::default();
        let acted = Arc::new(watch::Sender::new(0));
        let outputs = actor::Outputs {
            desktop,
            session: session_out,
            clients: clients_out,
            keychain: keychain_out,
            place: Arc::clone(&place),
            needs: needs.clone(),
            acted: Arc::clone(&acted),
        };
        let (settings, environments) = (stores.settings.clone(), stores.environments.clone());
        tokio::spawn(actor::run(inbox, outputs, stores, demo));
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

    /// Sends a request. It has no effect while the app quits.
    pub fn send(&self, request: Request) {
        drop(self.requests.send(request));
    }

    /// Replaces the requirements of the current account, and waits up to 5 s until
    /// [`clients`](Self::clients) returns them.
    pub async fn require(&self, requirements: StoredRequirements) {
        let mut clients = self.clients.clone();
        self.send(Request::SetRequirements(requirements.clone()));
        let are_new = |clients: &Option<Clients>| {
            let clients = clients.as_ref();
            clients.is_none_or(|clients| clients.requirements == requirements)
        };
        // On failure, the session carries a notice.
        drop(timeout(REQUIRE_PATIENCE, clients.wait_for(are_new)).await);
    }

    /// The current session.
    pub fn session(&self) -> Session {
        self.session.borrow().clone()
    }

    /// The current account's service clients. None while signed out.
    pub fn clients(&self) -> Option<Clients> {
        self.clients.borrow().clone()
    }

    /// Call this after each request to Globus. Reports to the controller if tokens could not be
    /// saved or the sign-in has ended.
    pub fn called(&self) {
        let is_known = match (&*self.session.borrow(), &*self.clients.borrow()) {
            (Session::SignedIn(view), Some(clients)) => {
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
    }

    /// The state of the keychain when last checked.
    pub fn keychain(&self) -> Keychain {
        self.keychain.borrow().clone()
    }

    /// The Globus environments.
    pub fn environments(&self) -> &Environments {
        &self.environments
    }

    /// Follows changes of the session.
    pub fn follow_session(&self) -> watch::Receiver<Session> {
        self.session.clone()
    }

    /// Follows changes of the clients: a new account, sign-in or set of requirements.
    pub fn follow_clients(&self) -> watch::Receiver<Option<Clients>> {
        self.clients.clone()
    }

    /// Follows the number of actions carried out, whether or not they succeeded.
    pub fn follow_actions(&self) -> watch::Receiver<u64> {
        self.acted.subscribe()
    }

    /// The place that the window shows, or will show when it opens.
    pub fn place(&self) -> Place {
        self.place.borrow().clone()
    }

    /// Remembers the place that the window shows.
    pub fn remember_place(&self, place: Place) {
        self.place.send_replace(place);
    }

    /// Carries out an action, or opens a sheet if the service wants something first.
    ///
    /// # Errors
    /// A [`Problem`] if the action can't be carried out.
    pub async fn act(&self, action: Action) -> Result<Acted, Problem> {
        let clients = self.clients();
        let clients = clients.ok_or_else(|| problem::calls::sign_in_needed("Globus"))?;
        if action.is_read() {
            self.send(Request::ReadAgain(action));
            return Ok(Acted::SheetOpened);
        }
        let outcome = actions::perform(&clients, &action, None).await;
        self.called();
        if !matches!(outcome, Err(Refused::NeedsMore(_))) {
            self.acted.send_modify(|count| *count += 1);
        }
        match outcome {
            Ok(message) => Ok(Acted::Done { message }),
            Err(Refused::NeedsMore(requirement)) => {
                let (Wanted::Anew(id) | Wanted::Again(id)) = self.needs.hold(action, *requirement);
                self.send(Request::OpenSheet(id));
                Ok(Acted::SheetOpened)
            }
            Err(Refused::Problem(problem)) => Err(problem),
        }
    }

    /// Turns the outcome of a read, or of another action that only reads, into the answer for the
    /// window.
    ///
    /// # Errors
    /// A [`Problem`]. If the service wants something first, the problem carries the need's ID, which
    /// opens its sheet.
    pub fn answer<T>(
        &self,
        action: impl Into<Action>,
        outcome: Result<T, Refused>,
    ) -> Result<T, Problem> {
        self.called();
        let action = action.into();
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
            Wanted::Anew(id) => id,
            Wanted::Again(id) => {
                self.send(Request::WantedAgain(id));
                id
            }
        };
        Err(problem::calls::one_more_step(service, id))
    }

    /// What the Accounts page shows. If the linked identities can't be read, the answer says why.
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
            kept_in: kept_in.into(),
            environments: self.environments.offered(&self.settings.current()),
        })
    }

    /// Adds a service account and waits until it is signed in.
    ///
    /// # Errors
    /// A [`Problem`] if the input is invalid or Globus refuses the client ID and secret.
    pub async fn add_service_account(&self, account: NewServiceAccount) -> Result<(), Problem> {
        let (answer, answered) = oneshot::channel();
        let asked = service_account::check(account, answer)?;
        self.send(Request::AddServiceAccount(asked));
        // No answer means that the app is quitting.
        answered.await.unwrap_or(Ok(()))
    }
}
