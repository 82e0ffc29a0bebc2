//! Signing out.

use super::{Inner, lock};
use crate::{
    error::Error,
    tokens::{StorageError, TokenData},
};

/// Removes first and always, then revokes. What cannot be revoked now is tried again until the
/// process ends.
pub(super) async fn logout(inner: &Inner) -> Result<(), Error> {
    let (tokens, outcome) = inner.forget_everything().await;
    inner.revocations.run(tokens).await;
    Ok(outcome?)
}

/// Removes without telling Globus.
pub(super) async fn delete_tokens(inner: &Inner) -> Result<(), Error> {
    let (_, outcome) = inner.forget_everything().await;
    Ok(outcome?)
}

impl Inner {
    async fn forget_everything(&self) -> (Vec<TokenData>, Result<(), StorageError>) {
        let servers = lock(&self.requirements).resource_servers();
        let forgotten = self.ledger.clear(servers).await;
        // A finished renewal holds its token still.
        lock(&self.renewals).retain(|_, renewal| renewal.peek().is_none());
        *lock(&self.identity) = None;
        *lock(&self.identity_id) = None;
        *lock(&self.consents) = None;
        forgotten
    }
}
