//! One login at a time, shared by all who ask for the same.

mod accept;
mod flow;

use std::sync::Arc;

use futures::{
    FutureExt,
    future::{BoxFuture, Shared, WeakShared},
};

use super::{Grant, Inner, lock};
use crate::{error::Error, gare::GlobusAuthorizationParameters};

/// Why there is to be a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Tokens are missing; if they no longer are when its turn comes, nobody is asked.
    ForWhatIsMissing,
    /// Somebody wants one in any case, with these parameters.
    Anyway(GlobusAuthorizationParameters),
}

/// A login that others can wait for. When nobody waits any more, it ends and closes its port.
#[derive(Debug)]
pub(super) struct SharedLogin {
    ask: Ask,
    running: WeakShared<BoxFuture<'static, Result<(), Error>>>,
}

/// Runs a login, or shares the one that runs if it asks for the same.
pub(super) async fn run(inner: &Arc<Inner>, ask: Ask) -> Result<(), Error> {
    loop {
        let (running, is_ours) = join_or_start(inner, &ask);
        let outcome = running.await;
        if is_ours {
            return outcome;
        }
        // Another login, which asked for something else, had the browser; now it is our turn.
    }
}

fn join_or_start(
    inner: &Arc<Inner>,
    ask: &Ask,
) -> (Shared<BoxFuture<'static, Result<(), Error>>>, bool) {
    let mut current = lock(&inner.login);
    if let Some(login) = &*current
        && let Some(running) = login.running.upgrade()
        && running.peek().is_none()
    {
        return (running, login.ask == *ask);
    }
    let (app, asked) = (Arc::clone(inner), ask.clone());
    let running = async move {
        match asked {
            Ask::Anyway(parameters) => app.log_in(parameters).await,
            Ask::ForWhatIsMissing if app.missing_tokens().await?.is_empty() => Ok(()),
            Ask::ForWhatIsMissing => app.log_in(GlobusAuthorizationParameters::default()).await,
        }
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
