//! Signing out.

use super::{inner::Inner, lock::lock};
use crate::tokens::{StorageError, TokenData};

impl Inner {
    /// Deletes the tokens in any case, then revokes them. Revoking continues in the background
    /// until it succeeds or the process ends.
    pub(super) async fn logout(&self) -> Result<(), StorageError> {
        let (tokens, outcome) = self.forget_everything().await;
        self.revocations.run(tokens).await;
        outcome
    }

    /// Deletes the tokens without revoking them.
    pub(super) async fn delete_tokens(&self) -> Result<(), StorageError> {
        let (_, outcome) = self.forget_everything().await;
        outcome
    }

    async fn forget_everything(&self) -> (Vec<TokenData>, Result<(), StorageError>) {
        let servers = lock(&self.requirements).resource_servers();
        let forgotten = self.ledger.clear(servers).await;
        // A finished renewal still holds its token.
        lock(&self.renewals).retain(|_, renewal| renewal.peek().is_none());
        *lock(&self.identity) = None;
        *lock(&self.identity_id) = None;
        *lock(&self.consents) = None;
        forgotten
    }
}
