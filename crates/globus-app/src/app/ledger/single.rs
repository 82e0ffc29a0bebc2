//! Single records: listed, forgotten, or refused by Globus.

use std::collections::BTreeSet;

use super::{Ledger, held::Held};
use crate::{
    app::lock::lock,
    tokens::{StorageError, TokenData},
};

impl Ledger {
    /// All tokens of the account, by service. Records that can't be read are left out.
    pub(in crate::app) async fn all(&self) -> Result<Vec<Held>, StorageError> {
        let listed = self.storage.list(&self.account.key("")).await?;
        let listed = listed.into_iter().map(|key| key.resource_server);
        let in_memory: Vec<_> = lock(&self.held).keys().cloned().collect();
        let servers: BTreeSet<_> = listed.chain(in_memory).collect();
        let mut all = Vec::new();
        for server in servers {
            match self.get(&server).await {
                Ok(held) => all.extend(held),
                Err(error @ (StorageError::Corrupt { .. } | StorageError::Newer { .. })) => {
                    tracing::warn!(%error, resource_server = server, "left out a record that can't be read");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(all)
    }

    /// The services whose token Globus refused to renew.
    pub(in crate::app) fn ended(&self) -> Vec<String> {
        lock(&self.ended).iter().cloned().collect()
    }

    /// Deletes the token of one service. Returns what there was of it, even if storage can't delete
    /// it.
    pub(in crate::app) async fn forget(
        &self,
        server: &str,
    ) -> (Vec<TokenData>, Result<(), StorageError>) {
        let _writing = self.writing.lock().await;
        // An unreadable record is deleted like any other.
        let stored = self.read(server).await.unwrap_or_default();
        let outcome = self.delete(server).await;
        let in_memory = {
            let mut all = lock(&self.held);
            // Under the lock, so that an earlier read of storage doesn't bring it back.
            self.next_removal();
            lock(&self.ended).remove(server);
            all.remove(server)
        };
        let mut tokens: Vec<_> = stored.into_iter().collect();
        let in_memory = in_memory.map(|held| held.token);
        tokens.extend(in_memory.filter(|token| !super::is_same(tokens.first(), Some(token))));
        (tokens, outcome)
    }
}
