//! Tokens that could not be saved: kept in memory, and tried again.

use tokio::time::Instant;

use super::Ledger;
use crate::{app::lock::lock, tokens::StorageError};

impl Ledger {
    /// The services whose tokens could not be saved.
    pub(in crate::app) fn unsaved(&self) -> Vec<String> {
        let all = lock(&self.held);
        let unsaved = all.iter().filter(|(_, held)| held.unsaved.is_some());
        unsaved.map(|(server, _)| server.clone()).collect()
    }

    /// Whether it is time to try again for any of them. If so, the next wait starts now.
    pub(in crate::app) fn is_time_to_save(&self) -> bool {
        let now = Instant::now();
        let mut all = lock(&self.held);
        let mut due = false;
        for unsaved in all.values_mut().filter_map(|held| held.unsaved.as_mut()) {
            due |= unsaved.is_due(now);
        }
        due
    }

    /// Saves what could not be saved before.
    pub(in crate::app) async fn save_unsaved(&self) -> Result<(), StorageError> {
        for server in self.unsaved() {
            let _writing = self.writing.lock().await;
            // Another process may have written since. Then the account uses its token.
            let Some(held) = self.reread(&server).await? else {
                continue;
            };
            if held.unsaved.is_none() {
                continue;
            }
            self.write(&held.token).await?;
            if let Some(held) = lock(&self.held).get_mut(&server) {
                held.unsaved = None;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    };

    use async_trait::async_trait;
    use jiff::{SignedDuration, Timestamp};
    use secrecy::SecretString;

    use super::*;
    use crate::{
        app::ledger::{
            account::Account,
            held::{Held, REST},
        },
        tokens::{MemoryTokenStorage, TokenData, TokenKey, TokenStorage},
    };

    #[derive(Debug, Default)]
    struct Full {
        memory: MemoryTokenStorage,
        has_no_space: AtomicBool,
        is_unreadable: AtomicBool,
    }

    #[async_trait]
    impl TokenStorage for Full {
        async fn get(&self, key: &TokenKey) -> Result<Option<TokenData>, StorageError> {
            if self.is_unreadable.load(Ordering::SeqCst) {
                return Err(StorageError::NotAvailable);
            }
            self.memory.get(key).await
        }

        async fn put(&self, key: &TokenKey, data: &TokenData) -> Result<(), StorageError> {
            if self.has_no_space.load(Ordering::SeqCst) {
                return Err(StorageError::WriteFailed);
            }
            self.memory.put(key, data).await
        }

        async fn delete(&self, key: &TokenKey) -> Result<(), StorageError> {
            self.memory.delete(key).await
        }

        async fn list(&self, like: &TokenKey) -> Result<Vec<TokenKey>, StorageError> {
            self.memory.list(like).await
        }

        fn shared_as(&self) -> Option<String> {
            None
        }

        async fn check(&self) -> Result<(), StorageError> {
            Ok(())
        }
    }

    fn token(access: &str) -> TokenData {
        TokenData {
            resource_server: "flows.globus.org".into(),
            identity_id: None,
            scope: String::new(),
            access_token: SecretString::from(access),
            refresh_token: None,
            expires_at: Timestamp::now() + SignedDuration::from_hours(1),
        }
    }

    async fn with_a_token() -> (Arc<Full>, Ledger) {
        let storage = Arc::new(Full::default());
        let account = Account {
            environment: "e".into(),
            client_id: "c".into(),
            namespace: "n".into(),
        };
        let ledger = Ledger::new(storage.clone(), account);
        ledger.put_all(&[token("old")]).await.expect("space");
        (storage, ledger)
    }

    async fn with_an_unsaved_token() -> (Arc<Full>, Ledger) {
        let (storage, ledger) = with_a_token().await;
        storage.has_no_space.store(true, Ordering::SeqCst);
        let old = Held::read(token("old"));
        let replaced = ledger.replace(&old, token("new"), ledger.now()).await;
        assert!(replaced.is_ok_and(|held| held.unsaved.is_some()));
        (storage, ledger)
    }

    #[tokio::test(start_paused = true)]
    async fn f19_a_failed_write_rests_before_it_is_tried_again() {
        let (_storage, ledger) = with_an_unsaved_token().await;
        assert!(!ledger.is_time_to_save());
        tokio::time::advance(REST).await;
        assert!(ledger.is_time_to_save());
        assert!(!ledger.is_time_to_save(), "one attempt a rest");
        tokio::time::advance(REST).await;
        assert!(ledger.is_time_to_save());
    }

    #[tokio::test]
    async fn what_another_process_wrote_meanwhile_counts_more() {
        let (storage, ledger) = with_an_unsaved_token().await;
        storage.has_no_space.store(false, Ordering::SeqCst);
        let key = ledger.account().key("flows.globus.org");
        storage.put(&key, &token("theirs")).await.expect("space");
        ledger.save_unsaved().await.expect("space");
        assert!(ledger.unsaved().is_empty());
        let held = ledger.get("flows.globus.org").await;
        let held = held.expect("memory").expect("there");
        assert!(super::super::is_same(
            Some(&held.token),
            Some(&token("theirs"))
        ));
    }

    #[tokio::test]
    async fn c15_a_sign_out_counts_even_if_storage_cannot_tell_of_it() {
        let (storage, ledger) = with_a_token().await;
        let (old, since) = (Held::read(token("old")), ledger.now());
        ledger.clear(Vec::new()).await.1.expect("deleted");
        storage.is_unreadable.store(true, Ordering::SeqCst);
        let replaced = ledger.replace(&old, token("new"), since).await;
        assert!(replaced.is_err_and(|theirs| theirs.is_none()));
        let key = ledger.account().key("flows.globus.org");
        assert!(storage.memory.get(&key).await.expect("memory").is_none());
    }
}
