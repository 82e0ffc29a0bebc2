//! One login at a time, shared by all who ask for the same.

mod accept;
mod flow;

use std::sync::Arc;

use futures::{
    FutureExt,
    future::{BoxFuture, Shared, WeakShared},
};

use secrecy::{ExposeSecret, SecretString};

use super::{Grant, Inner, lock};
use crate::{error::Error, gare::GlobusAuthorizationParameters};

/// Why there is to be a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Tokens are missing; if they no longer are when its turn comes, nobody is asked.
    ForWhatIsMissing,
    /// Somebody wants one in any case, with these parameters.
    Anyway(GlobusAuthorizationParameters),
    /// A service wants one with these parameters; if another login brought a new token when its
    /// turn comes, nobody is asked.
    InsteadOf(Refused, GlobusAuthorizationParameters),
}

/// A token that a service refused until a login satisfies its requirements.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    pub(super) resource_server: String,
    pub(super) token: SecretString,
}

impl PartialEq for Refused {
    fn eq(&self, other: &Self) -> bool {
        self.resource_server == other.resource_server
            && self.token.expose_secret() == other.token.expose_secret()
    }
}

impl Eq for Refused {}

/// A login that runs, and in the end whether somebody was asked.
type Running = Shared<BoxFuture<'static, Result<bool, Error>>>;

/// A login that others can wait for. When nobody waits any more, it ends and closes its port.
#[derive(Debug)]
pub(super) struct SharedLogin {
    ask: Ask,
    running: WeakShared<BoxFuture<'static, Result<bool, Error>>>,
}

/// Runs a login, or shares the one that runs if it asks for the same. Answers whether somebody
/// was asked.
pub(super) async fn run(inner: &Arc<Inner>, ask: Ask) -> Result<bool, Error> {
    loop {
        let (running, is_ours) = join_or_start(inner, &ask);
        let outcome = running.await;
        if is_ours {
            return outcome;
        }
        // Another login, which asked for something else, had the browser; now it is our turn.
    }
}

fn join_or_start(inner: &Arc<Inner>, ask: &Ask) -> (Running, bool) {
    let mut current = lock(&inner.login);
    if let Some(login) = &*current
        && let Some(running) = login.running.upgrade()
        && running.peek().is_none()
    {
        return (running, login.ask == *ask);
    }
    let (app, asked) = (Arc::clone(inner), ask.clone());
    let running = async move {
        let (is_needed, parameters) = match asked {
            Ask::Anyway(parameters) => (true, parameters),
            Ask::ForWhatIsMissing => {
                let is_needed = !app.missing_tokens().await?.is_empty();
                (is_needed, GlobusAuthorizationParameters::default())
            }
            Ask::InsteadOf(refused, parameters) => (app.still_has(&refused).await?, parameters),
        };
        if is_needed {
            app.log_in(parameters).await?;
        }
        Ok(is_needed)
    };
    let running = running.boxed().shared();
    if let Some(weak) = running.downgrade() {
        *current = Some(SharedLogin {
            ask: ask.clone(),
            running: weak,
        });
    }
    (running, true)
}

impl Inner {
    async fn still_has(&self, refused: &Refused) -> Result<bool, Error> {
        let held = self.ledger.get(&refused.resource_server).await?;
        Ok(held.is_none_or(|held| {
            held.token.access_token.expose_secret() == refused.token.expose_secret()
        }))
    }

    async fn log_in(
        self: &Arc<Self>,
        parameters: GlobusAuthorizationParameters,
    ) -> Result<(), Error> {
        match &self.grant {
            Grant::ToAPerson(manager) => flow::of_a_person(self, manager, &parameters).await,
            Grant::ToTheClient => flow::of_the_client(self, &parameters).await,
        }
    }
}
