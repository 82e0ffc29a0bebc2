//! Revokes tokens at Globus, and keeps trying until it succeeds or the process ends.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures::future::join_all;
use secrecy::{ExposeSecret, SecretString};
use tokio::{
    runtime::Handle,
    sync::oneshot,
    time::{sleep, timeout},
};

use crate::{oauth::TokenEndpoint, tokens::TokenData, transport::TransportError};

/// How long a sign-out waits for the first attempt. Later attempts run in the background.
const PATIENCE: Duration = Duration::from_secs(5);
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

#[derive(Debug)]
pub(super) struct Revocations {
    auth: TokenEndpoint,
    waiting: AtomicUsize,
}

/// Refresh tokens come first, because they live longest.
#[derive(Debug, Default)]
struct Secrets {
    refresh: Vec<SecretString>,
    access: Vec<SecretString>,
}

impl Revocations {
    pub(super) fn new(auth: TokenEndpoint) -> Self {
        Self {
            auth,
            waiting: AtomicUsize::default(),
        }
    }

    /// How many tokens are not revoked yet.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Acquire)
    }

    /// Starts to revoke, and returns after the first attempt.
    pub(super) async fn run(self: &Arc<Self>, tokens: impl IntoIterator<Item = TokenData>) {
        let tried = self.begin(tokens);
        // Revoking continues either way.
        drop(timeout(PATIENCE, tried).await);
    }

    /// Starts to revoke. The receiver fires when each token was tried once.
    pub(super) fn begin(
        self: &Arc<Self>,
        tokens: impl IntoIterator<Item = TokenData>,
    ) -> oneshot::Receiver<()> {
        self.begin_on(&Handle::current(), tokens)
    }

    /// The same, from outside a runtime.
    pub(super) fn begin_on(
        self: &Arc<Self>,
        runtime: &Handle,
        tokens: impl IntoIterator<Item = TokenData>,
    ) -> oneshot::Receiver<()> {
        let secrets = Secrets::of(tokens);
        let count = secrets.refresh.len() + secrets.access.len();
        self.waiting.fetch_add(count, Ordering::AcqRel);
        let (tried, once) = oneshot::channel();
        runtime.spawn(Arc::clone(self).revoke(secrets, tried));
        once
    }

    async fn revoke(self: Arc<Self>, mut secrets: Secrets, tried: oneshot::Sender<()>) {
        let mut tried = Some(tried);
        let mut pause = FIRST_PAUSE;
        loop {
            secrets.refresh = self.attempt(secrets.refresh).await;
            secrets.access = self.attempt(secrets.access).await;
            if let Some(tried) = tried.take() {
                // It's fine if nobody waits for it.
                let _unheard = tried.send(());
            }
            let left = secrets.refresh.len() + secrets.access.len();
            if left == 0 {
                return;
            }
            tracing::warn!(left, "some tokens are not revoked at Globus yet");
            sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Tries them all at once, and returns those to try again.
    async fn attempt(&self, secrets: Vec<SecretString>) -> Vec<SecretString> {
        let outcomes = secrets.into_iter().map(|secret| async move {
            match self.auth.revoke(secret.clone()).await {
                Err(error) if is_transient(&error) => Some(secret),
                Err(error) => {
                    tracing::warn!(%error, "a token could not be revoked");
                    None
                }
                Ok(()) => None,
            }
        });
        let outcomes = join_all(outcomes).await;
        let done = outcomes.iter().filter(|left| left.is_none()).count();
        self.waiting.fetch_sub(done, Ordering::AcqRel);
        outcomes.into_iter().flatten().collect()
    }
}

impl Secrets {
    fn of(tokens: impl IntoIterator<Item = TokenData>) -> Self {
        let mut secrets = Self::default();
        for token in tokens {
            add(&mut secrets.access, token.access_token);
            if let Some(refresh) = token.refresh_token {
                add(&mut secrets.refresh, refresh);
            }
        }
        secrets
    }
}

/// Adds each token once. Memory and storage usually hold the same one.
fn add(secrets: &mut Vec<SecretString>, new: SecretString) {
    let is_new = |old: &SecretString| old.expose_secret() != new.expose_secret();
    if secrets.iter().all(is_new) {
        secrets.push(new);
    }
}

fn is_transient(error: &TransportError) -> bool {
    match error {
        TransportError::Network { .. }
        | TransportError::Proxy { .. }
        | TransportError::UnexpectedAnswer { .. } => true,
        TransportError::Api(error) => error.status == 429 || error.status >= 500,
        _ => false,
    }
}
