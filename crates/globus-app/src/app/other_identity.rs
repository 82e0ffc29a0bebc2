//! Someone else signed in: their tokens, and what to do with them.

use std::{fmt, sync::Arc};

use tokio::{runtime::Handle, sync::Mutex};

use super::{
    ledger::{Account, Ledger},
    revocation::Revocations,
};
use crate::{
    oauth::Identity,
    tokens::{StorageError, TokenData, TokenStorage},
};

/// Someone else signed in than the person this app's tokens belong to. The app's tokens are
/// unchanged. The new ones are in here, not stored.
///
/// When the last clone is dropped, they are revoked in the background, unless they were kept as a
/// second account.
///
/// ```no_run
/// # async fn example(app: globus_app::UserApp) -> Result<(), Box<dyn std::error::Error>> {
/// use globus_app::Error;
///
/// if let Err(Error::OtherIdentity(other)) = app.login().await {
///     other.keep_as("second account").await?; // for an app with that namespace
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct OtherIdentity(Arc<Owned>);

struct Owned {
    identity: Identity,
    /// None once they are kept.
    tokens: Mutex<Option<Vec<TokenData>>>,
    account: Account,
    storage: Arc<dyn TokenStorage>,
    revocations: Arc<Revocations>,
    runtime: Handle,
}

/// Why tokens could not be kept under another namespace. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeepError {
    /// They have already been kept.
    #[error("these tokens have already been kept")]
    Kept,
    /// The namespace already holds the tokens of a third identity.
    #[error("\"{0}\" already holds another identity's tokens")]
    Taken(String),
    /// They can't be stored.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl OtherIdentity {
    /// Call this inside a runtime.
    pub(super) fn new(
        identity: Identity,
        tokens: Vec<TokenData>,
        ledger: &Ledger,
        revocations: &Arc<Revocations>,
    ) -> Self {
        Self(Arc::new(Owned {
            identity,
            tokens: Mutex::new(Some(tokens)),
            account: ledger.account().clone(),
            storage: Arc::clone(ledger.storage()),
            revocations: Arc::clone(revocations),
            runtime: Handle::current(),
        }))
    }

    /// Who signed in.
    pub fn identity(&self) -> &Identity {
        &self.0.identity
    }

    /// Stores the tokens under another namespace. An app built with that namespace can use them.
    ///
    /// # Errors
    /// A [`KeepError`] if they have already been kept, the namespace holds a third identity's
    /// tokens, or they can't be stored. None of them is stored then.
    pub async fn keep_as(&self, namespace: &str) -> Result<(), KeepError> {
        let mut tokens = self.0.tokens.lock().await;
        let new = tokens.clone().ok_or(KeepError::Kept)?;
        let account = Account {
            namespace: namespace.to_owned(),
            ..self.0.account.clone()
        };
        let ledger = Ledger::new(Arc::clone(&self.0.storage), account);
        let there = ledger.identities().await?;
        if there.iter().any(|id| *id != self.0.identity.sub) {
            return Err(KeepError::Taken(namespace.to_owned()));
        }
        ledger.put_all(&new).await?;
        *tokens = None;
        Ok(())
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        if let Some(tokens) = self.tokens.get_mut().take() {
            drop(self.revocations.begin_on(&self.runtime, tokens));
        }
    }
}

impl fmt::Debug for OtherIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtherIdentity")
            .field("identity", &self.0.identity)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for OtherIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Identity {
            preferred_username,
            sub,
            ..
        } = &self.0.identity;
        let who = preferred_username.as_ref().unwrap_or(sub);
        write!(
            f,
            "{who} signed in, but this account belongs to someone else"
        )
    }
}

impl std::error::Error for OtherIdentity {}
