//! Service accounts: clients that sign in with a secret, without a browser.

use globus_app::Error;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::oneshot;
use tokio::task::spawn;
use uuid::Uuid;

use super::{state::State, vault::secret_key};
use crate::{
    accounts::{
        record::AccountRecord,
        view::{AccountKind, NewServiceAccount},
    },
    controller::{
        actor::Actor,
        event::{Event, TriedServiceAccount},
        request::AskedServiceAccount,
    },
    problem::{self, view::Problem},
};

/// The longest secret accepted, in bytes. Those of Globus are much shorter.
const MAX_SECRET: usize = 1024;

/// The longest account name, in characters.
const MAX_NAME: usize = 80;

/// Checks the input, and moves the secret into a type that can't be printed.
///
/// # Errors
/// If the client ID isn't a UUID, or the secret is empty or too long.
pub(super) fn check(
    new: NewServiceAccount,
    answer: oneshot::Sender<Result<(), Problem>>,
) -> Result<AskedServiceAccount, Problem> {
    let secret = SecretString::from(new.client_secret);
    let (name, client_id) = (new.name.trim(), new.client_id.trim());
    let client_id = Uuid::parse_str(client_id).map_err(|_| {
        Problem::invalid_input(
            "That isn't a client ID.",
            "A client ID looks like 61338d24-54d5-408f-a10d-66c06b59f6d2.",
        )
    })?;
    let length = secret.expose_secret().len();
    if length == 0 || length > MAX_SECRET {
        return Err(Problem::invalid_input(
            "That isn't a client secret.",
            "Copy it from your project's page on app.globus.org.",
        ));
    }
    let name: String = name.chars().take(MAX_NAME).collect();
    let record = AccountRecord {
        kind: AccountKind::Service,
        name: if name.is_empty() {
            "Service account".to_owned()
        } else {
            name
        },
        ..AccountRecord::new(&new.environment, &client_id.to_string())
    };
    Ok(AskedServiceAccount {
        record,
        secret,
        answer,
    })
}

impl Actor {
    /// Signs in to a service account in the background.
    pub(super) fn try_service_account(&mut self, asked: AskedServiceAccount) {
        let AskedServiceAccount {
            mut record,
            secret,
            answer,
        } = asked;
        record.id = self.records.new_id();
        let account = match self.account_with(record, Some(secret)) {
            Ok(account) => account,
            Err(problem) => {
                // The caller may have stopped waiting.
                let _ = answer.send(Err(problem));
                return;
            }
        };
        let (events, vault) = (self.events.clone(), self.stores.keychain.clone());
        spawn(async move {
            let outcome = account.app.login().await;
            let outcome = match (outcome, account.secret()) {
                (Ok(()), Some(secret)) => {
                    let key = secret_key(&account.record);
                    let kept = vault.put_client_secret(&key, secret.clone()).await;
                    kept.map_err(Error::from)
                }
                (outcome, _) => outcome,
            };
            drop(
                events.send(Event::ServiceAccountTried(Box::new(TriedServiceAccount {
                    account,
                    outcome,
                    answer,
                }))),
            );
        });
    }

    pub(super) async fn service_account_tried(&mut self, tried: TriedServiceAccount) {
        let TriedServiceAccount {
            account,
            outcome,
            answer,
        } = tried;
        if let Err(error) = outcome {
            // If only saving the secret failed, tokens are stored already.
            self.log_out(account).await;
            let _ = answer.send(Err(problem::sign_in::of_service_sign_in(&error)));
            return;
        }
        match std::mem::replace(&mut self.state, State::signed_out()) {
            State::SignedIn(shown) => self.rest(shown.account).await,
            State::SigningIn { .. } | State::SignedOut { .. } => {}
        }
        self.signed_in(account).await;
        let _ = answer.send(Ok(()));
    }
}
