//! One login at a time, shared by everyone who needs the same one.

mod accept;
mod flow;

use std::sync::Arc;

use futures::FutureExt;
use secrecy::ExposeSecret;

use super::{
    error::Error,
    inner::{Grant, Inner},
    lock::lock,
    running::{LoginReason, RefusedToken, Running, SharedLogin},
};
use crate::gare::GlobusAuthorizationParameters;

/// Runs a login, or joins the running one if it has the same reason. Returns whether the user was
/// asked.
pub(super) async fn run(inner: &Arc<Inner>, reason: LoginReason) -> Result<bool, Error> {
    loop {
        let (running, is_ours) = join_or_start(inner, &reason);
        let outcome = running.await;
        if is_ours {
            return outcome;
        }
        // Another login, for another reason, had the browser. Now it is our turn.
    }
}

fn join_or_start(inner: &Arc<Inner>, reason: &LoginReason) -> (Running<bool>, bool) {
    let mut current = lock(&inner.login);
    if let Some(login) = &*current
        && let Some(running) = login.running.upgrade()
        && running.peek().is_none()
    {
        return (running, login.reason == *reason);
    }
    let (app, reason_given) = (Arc::clone(inner), reason.clone());
    let running = async move {
        let (is_needed, parameters) = match reason_given {
            LoginReason::Requested(parameters) => (true, parameters),
            LoginReason::MissingTokens => {
                let is_needed = !app.missing_tokens().await?.is_empty();
                (is_needed, GlobusAuthorizationParameters::default())
            }
            LoginReason::Refused(refused, parameters) => {
                (app.still_has(&refused).await?, parameters)
            }
        };
        if is_needed {
            app.log_in(parameters).await?;
        }
        Ok(is_needed)
    };
    let running = running.boxed().shared();
    if let Some(weak) = running.downgrade() {
        *current = Some(SharedLogin {
            reason: reason.clone(),
            running: weak,
        });
    }
    (running, true)
}

impl Inner {
    async fn still_has(&self, refused: &RefusedToken) -> Result<bool, Error> {
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
