//! Somebody else signed in: their tokens, and what may become of them.

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

/// Somebody else signed in than the person whom the app's tokens belong to. Those are untouched;
/// the new ones are in here, and not stored.
///
/// When the last clone is dropped, they are revoked, in the background. Unless they are kept, as
/// a second account.
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

/// The tokens of another identity cannot be kept under a namespace. They are where they were.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeepError {
    /// They are kept already.
    #[error("these tokens are kept already")]
    Kept,
    /// The namespace has an account, of a third identity.
    #[error("\"{0}\" has somebody else's tokens already")]
    Taken(String),
    /// They cannot be written.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl OtherIdentity {
    /// To be made inside a runtime.
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

    /// Stores the tokens under another namespace, for an app that is built with it.
    ///
    /// # Errors
    /// If they are kept already, the namespace has a third identity's tokens, or they cannot be
    /// written. Nothing is half stored then.
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
            "{who} signed in, who is not the person this account belongs to"
        )
    }
}

impl std::error::Error for OtherIdentity {}
