//! Signing out.

use super::{inner::Inner, lock::lock};
use crate::tokens::{StorageError, TokenData};

impl Inner {
    /// Removes first and always, then revokes. What cannot be revoked now is tried again until
    /// the process ends.
    pub(super) async fn logout(&self) -> Result<(), StorageError> {
        let (tokens, outcome) = self.forget_everything().await;
        self.revocations.run(tokens).await;
        outcome
    }

    /// Removes without telling Globus.
    pub(super) async fn delete_tokens(&self) -> Result<(), StorageError> {
        let (_, outcome) = self.forget_everything().await;
        outcome
    }

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
