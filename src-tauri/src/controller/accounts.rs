//! Adding, opening and switching accounts. The window shows one at a time.

use globus_app::GlobusAuthorizationParameters;
use secrecy::SecretString;

use super::{
    account::Account,
    demo,
    pages::web_pages,
    session::{Keep, SignedIn},
    state::{Current, State},
    vault::secret_key,
};
use crate::{
    accounts::{
        record::AccountRecord,
        view::{AccountKind, NewAccount},
    },
    controller::{actor::Actor, number::AccountNumber},
    problem::{self, view::Problem},
    requirements::stored::StoredRequirements,
};

impl Actor {
    /// Opens the default account. Runs once, when the keychain first becomes available.
    pub(super) async fn open_default_account(&mut self) {
        self.opened = true;
        demo::remove_leftovers(self.parts()).await;
        if self.is_first_file {
            self.adopt_earlier_sign_in().await;
        }
        if let Some(record) = self.records.at_start().cloned() {
            self.open_account(record).await;
        }
    }

    /// Adopts the sign-in of an early version, which had one account and no accounts file.
    async fn adopt_earlier_sign_in(&mut self) {
        let settings = self.stores.settings.current();
        let environment = self.stores.environments.name_in_force(&settings);
        let Ok(mut account) = self.new_account(Keep::Keychain, &environment, "") else {
            return;
        };
        if account.has_ended().await.is_ok_and(|ended| !ended) {
            account.record.identity_id = account.stored_identity_id().await;
            self.records.put(account.record);
            self.save_accounts();
        }
    }

    /// Shows a remembered account, or says why it can't be opened.
    async fn open_account(&mut self, record: AccountRecord) {
        match self.account_of(record).await {
            Ok(account) => self.show_stored(account).await,
            Err(problem) => self.state.say(problem),
        }
    }

    /// Shows an account after checking whether its stored tokens have expired.
    async fn show_stored(&mut self, mut account: Box<Account>) {
        match account.has_ended().await {
            Ok(ended) => account.record.ended = ended,
            Err(error) => return self.state.say(problem::sign_in::of_sign_in(&error)),
        }
        if let Some(record) = self.records.get_mut(&account.record.id) {
            record.ended = account.record.ended;
        }
        let notice = account.record.ended.then(problem::sign_in::sign_in_ended);
        let previous = std::mem::replace(&mut self.state, State::signed_out());
        if let State::SignedIn(shown) = previous {
            self.rest(shown.account).await;
        }
        self.show(account);
        if let Some(notice) = notice {
            self.state.say(notice);
        }
    }

    /// Makes this the current account.
    pub(super) fn show(&mut self, account: Box<Account>) {
        self.ask_identity(&account);
        self.needs.forget();
        let view = SignedIn {
            account: account.view(),
            demo: account.is_demo(),
            kept_in: account.kept_in(),
            signing_in: None,
            notice: None,
            accounts: Vec::new(),
            sheet: None,
            other_account: None,
            web_pages: (!account.is_demo()).then(|| web_pages(&account.record.environment)),
            unsaved: Vec::new(),
        };
        self.state = State::SignedIn(Current {
            account,
            view,
            login: None,
            step: None,
            other: None,
        });
    }

    /// Checks whether the current account's sign-in has ended.
    pub(super) async fn look_at_tokens(&mut self) {
        let Some(shown) = self.state.current_mut() else {
            return;
        };
        // Without an answer from the keychain, the account stays signed in.
        let Ok(ended) = shown.account.has_ended().await else {
            return;
        };
        shown.account.record.ended = ended;
        if ended && shown.login.is_none() {
            shown.view.notice = Some(problem::sign_in::sign_in_ended());
        }
        let id = shown.account.record.id.clone();
        if let Some(record) = self.records.get_mut(&id) {
            record.ended = ended;
        }
    }

    /// Sets an account aside while another one is shown. The demo is signed out instead.
    pub(super) async fn rest(&mut self, account: Box<Account>) {
        if account.is_demo() {
            self.log_out(account).await;
        } else {
            self.resting.insert(account.record.id.clone(), account);
        }
    }

    /// Adds the account to the list. If the same account is listed already, the new sign-in
    /// replaces the old one.
    pub(super) async fn remember(&mut self, account: &mut Account) {
        if account.is_demo() {
            return;
        }
        if let Some(known) = self.records.same_as(&account.record).cloned() {
            account.record.requirements = known.requirements.clone();
            let was_default = self.records.at_start().is_some_and(|d| d.id == known.id);
            self.records.remove(&known.id);
            self.records.put(account.record.clone());
            if was_default {
                self.records.set_default(&account.record.id);
            }
            let old = match self.resting.remove(&known.id) {
                Some(old) => Ok(old),
                None => self.account_of(known).await,
            };
            if let Ok(old) = old {
                self.log_out(old).await;
            }
        }
        self.records.put(account.record.clone());
    }

    /// Globus Auth answered who owns the account with this number.
    pub(super) fn identity_known(&mut self, number: AccountNumber, identity: globus_app::Identity) {
        let shown = self.state.current_mut();
        let Some(shown) = shown.filter(|shown| shown.account.number == number) else {
            return;
        };
        let before = shown.account.record.clone();
        shown.account.know(identity);
        let record = shown.account.record.clone();
        let is_demo = shown.account.is_demo();
        if record != before && !is_demo {
            self.records.put(record);
            self.save_accounts();
        }
    }

    pub(super) fn add_account(&mut self, new: &NewAccount) {
        let added = self.new_account(Keep::Keychain, &new.environment, new.client_id.trim());
        let account = match added {
            Ok(account) => account,
            Err(problem) => return self.state.say(problem),
        };
        match &self.state {
            State::SignedOut { .. } => return self.begin(account),
            State::SigningIn { .. } => return,
            State::SignedIn(_) => {}
        }
        // Without this, the browser's session may silently return the current account.
        let parameters = GlobusAuthorizationParameters {
            prompt: Some("login".into()),
            ..GlobusAuthorizationParameters::default()
        };
        self.log_in_beside(account, parameters);
    }

    pub(super) async fn switch_account(&mut self, id: &str) {
        let current = self.state.current().map(|shown| &shown.account.record.id);
        if current.is_some_and(|current| current == id)
            || matches!(self.state, State::SigningIn { .. })
        {
            return;
        }
        let Some(record) = self.records.get(id).cloned() else {
            return;
        };
        match self.resting.remove(id) {
            Some(account) => self.show_stored(account).await,
            None => self.open_account(record).await,
        }
    }

    pub(super) fn set_default_account(&mut self, id: &str) {
        self.records.set_default(id);
        self.save_accounts();
    }

    pub(super) async fn set_requirements(&mut self, requirements: StoredRequirements) {
        let Some(shown) = self.state.current_mut() else {
            return;
        };
        if let Err(error) = shown.account.require(requirements).await {
            return self.state.say(unusable(&error.to_string()));
        }
        let (record, is_demo) = (shown.account.record.clone(), shown.account.is_demo());
        if !is_demo {
            self.records.put(record);
            self.save_accounts();
        }
    }

    /// Builds an account that isn't signed in yet. An empty `client_id` means the one from Settings.
    pub(super) fn new_account(
        &mut self,
        keep: Keep,
        environment: &str,
        client_id: &str,
    ) -> Result<Box<Account>, Problem> {
        let client_id = match client_id {
            "" => self.stores.settings.current().effective_client_id(),
            given => Some(given.to_owned()),
        };
        let client_id = client_id.ok_or_else(Problem::no_client_id)?;
        let record = AccountRecord {
            id: self.records.new_id(),
            until_quit: keep == Keep::UntilQuit,
            ..AccountRecord::new(environment, &client_id)
        };
        self.account_with(record, None)
    }

    /// Builds a remembered account. The secret of a service account comes from the keychain.
    pub(super) async fn account_of(
        &mut self,
        record: AccountRecord,
    ) -> Result<Box<Account>, Problem> {
        let secret = match record.kind {
            AccountKind::User => None,
            AccountKind::Service => {
                let key = secret_key(&record);
                let kept = self.stores.keychain.client_secret(&key).await;
                let kept = kept.map_err(|error| problem::login::of_storage(&error))?;
                Some(kept.ok_or_else(problem::sign_in::secret_missing)?)
            }
        };
        self.account_with(record, secret)
    }

    pub(super) fn account_with(
        &mut self,
        record: AccountRecord,
        secret: Option<SecretString>,
    ) -> Result<Box<Account>, Problem> {
        let environment = self.stores.environments.named(&record.environment);
        let environment = environment.map_err(|error| {
            Problem::local(
                "Meridian can't use this Globus address.",
                format!("{error}."),
            )
        })?;
        Account::new(self.parts(), record, environment, secret)
            .map_err(|error| unusable(&error.to_string()))
    }
}

fn unusable(reason: &str) -> Problem {
    Problem::local(
        "Meridian can't connect to Globus with these settings.",
        format!("{reason}."),
    )
}
