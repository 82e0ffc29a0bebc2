//! Signing out. Tokens are always deleted from this computer first, then revoked at Globus.

use std::{sync::Arc, time::Duration};

use tokio::task::spawn;
use tokio::time::timeout;
use url::Url;

use super::{account::Account, state::State, vault::secret_key};
use crate::{
    controller::{
        actor::Actor,
        event::{Event, LoggedOut},
    },
    problem,
};

/// How long the window waits for a sign-out to finish.
const PATIENCE: Duration = Duration::from_secs(3);

impl Actor {
    /// Signs out of the current account, or leaves the demo. Then shows the next account, if any.
    pub(super) async fn sign_out_current(&mut self, also_in_browser: bool) {
        let state = std::mem::replace(&mut self.state, State::signed_out());
        self.needs.forget();
        self.publish_clients();
        let account = match state {
            State::SignedOut { .. } => return,
            State::SigningIn { account, .. } => account,
            State::SignedIn(shown) => shown.account,
        };
        let logout_page = logout_page(&account);
        let was_demo = account.is_demo();
        if !was_demo {
            self.records.remove(&account.record.id);
            self.save_accounts();
            self.state
                .say(problem::sign_in::signed_out(account.record.title()));
        }
        self.log_out(account).await;
        if let Some(page) = logout_page.filter(|_| also_in_browser) {
            self.open_page(page);
        }
        if let Some(next) = self.records.at_start().map(|record| record.id.clone())
            && !was_demo
        {
            self.switch_account(&next).await;
        }
    }

    pub(super) async fn sign_out_account(&mut self, id: &str, also_in_browser: bool) {
        let shown = self.state.current();
        if shown.is_some_and(|shown| shown.account.record.id == id) {
            return self.sign_out_current(also_in_browser).await;
        }
        let Some(record) = self.records.remove(id) else {
            return;
        };
        self.save_accounts();
        let resting = self.resting.remove(id);
        let account = match resting {
            Some(account) => Ok(account),
            None => self.account_of(record).await,
        };
        let account = match account {
            Ok(account) => account,
            Err(problem) => return self.state.say(problem),
        };
        let logout_page = logout_page(&account);
        self.state
            .say(problem::sign_in::signed_out(account.record.title()));
        self.log_out(account).await;
        if let Some(page) = logout_page.filter(|_| also_in_browser) {
            self.open_page(page);
        }
    }

    /// Signs out of all accounts.
    pub(super) async fn forget_everything(&mut self) {
        let ids: Vec<_> = self
            .records
            .iter()
            .map(|record| record.id.clone())
            .collect();
        let current = self
            .state
            .current()
            .map(|shown| shown.account.record.id.clone());
        self.records.forget_unread();
        self.save_accounts();
        for id in ids.iter().filter(|id| Some(*id) != current.as_ref()) {
            self.sign_out_account(id, false).await;
        }
        self.sign_out_current(false).await;
    }

    /// Deletes the account's tokens and revokes them. If Globus can't be reached, revoking continues in
    /// the background.
    pub(super) async fn log_out(&mut self, account: Box<Account>) {
        let (events, vault) = (self.events.clone(), Arc::clone(&self.stores.keychain));
        let logout = spawn(async move {
            let mut removed = account.app.logout().await;
            if account.secret().is_some() {
                let key = secret_key(&account.record);
                let secret = vault.delete_client_secret(&key).await;
                removed = removed.and(secret.map_err(globus_app::Error::from));
            }
            drop(events.send(Event::LoggedOut(LoggedOut {
                title: account.record.title().to_owned(),
                unrevoked: account.app.unrevoked_tokens(),
                removed,
            })));
        });
        if timeout(PATIENCE, logout).await.is_err() {
            tracing::warn!("the sign-out is not finished yet");
        }
    }

    /// Shows what failed in a sign-out. Success has been announced already.
    pub(super) fn logged_out(&mut self, outcome: &LoggedOut) {
        if let Err(error) = &outcome.removed {
            self.state.say(problem::sign_in::of_sign_in(error));
        } else if outcome.unrevoked > 0 {
            self.state
                .say(problem::sign_in::signed_out_offline(&outcome.title));
        }
    }

    /// Removes the demo's tokens before Meridian quits.
    pub(super) async fn leave_demo(&mut self) {
        let is_demo = match &self.state {
            State::SigningIn { account, .. } => account.is_demo(),
            State::SignedIn(shown) => shown.account.is_demo(),
            State::SignedOut { .. } => false,
        };
        if is_demo {
            self.sign_out_current(false).await;
        }
    }
}

/// The page that signs you out of Globus in the browser.
fn logout_page(account: &Account) -> Option<Url> {
    account.environment.auth().join("v2/web/logout").ok()
}
