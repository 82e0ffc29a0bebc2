//! Tokens that are lost when the process ends.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use secrecy::SecretString;

use super::{
    client_secret::{ClientSecretKey, ClientSecretStorage},
    data::{TokenData, TokenKey},
    storage::{StorageError, TokenStorage},
};

/// Keeps tokens in this process only.
#[derive(Debug, Default)]
pub struct MemoryTokenStorage {
    records: Mutex<HashMap<TokenKey, TokenData>>,
    client_secrets: Mutex<HashMap<ClientSecretKey, SecretString>>,
}

impl MemoryTokenStorage {
    /// An empty storage.
    pub fn new() -> Self {
        Self::default()
    }

    fn records(&self) -> std::sync::MutexGuard<'_, HashMap<TokenKey, TokenData>> {
        // Each access is one map operation, so even a poisoned lock holds a complete map.
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn client_secrets(&self) -> std::sync::MutexGuard<'_, HashMap<ClientSecretKey, SecretString>> {
        let secrets = self.client_secrets.lock();
        secrets.unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl TokenStorage for MemoryTokenStorage {
    async fn get(&self, key: &TokenKey) -> Result<Option<TokenData>, StorageError> {
        Ok(self.records().get(key).cloned())
    }

    async fn put(&self, key: &TokenKey, data: &TokenData) -> Result<(), StorageError> {
        self.records().insert(key.clone(), data.clone());
        Ok(())
    }

    async fn delete(&self, key: &TokenKey) -> Result<(), StorageError> {
        self.records().remove(key);
        Ok(())
    }

    async fn list(&self, like: &TokenKey) -> Result<Vec<TokenKey>, StorageError> {
        let records = self.records();
        let keys = records.keys().filter(|key| key.is_like(like));
        Ok(keys.cloned().collect())
    }

    fn shared_as(&self) -> Option<String> {
        None
    }

    async fn check(&self) -> Result<(), StorageError> {
        Ok(())
    }
}

#[async_trait]
impl ClientSecretStorage for MemoryTokenStorage {
    async fn client_secret(
        &self,
        key: &ClientSecretKey,
    ) -> Result<Option<SecretString>, StorageError> {
        Ok(self.client_secrets().get(key).cloned())
    }

    async fn put_client_secret(
        &self,
        key: &ClientSecretKey,
        secret: SecretString,
    ) -> Result<(), StorageError> {
        self.client_secrets().insert(key.clone(), secret);
        Ok(())
    }

    async fn delete_client_secret(&self, key: &ClientSecretKey) -> Result<(), StorageError> {
        self.client_secrets().remove(key);
        Ok(())
    }
}
