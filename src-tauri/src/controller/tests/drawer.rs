//! An in-memory keychain that can be made to refuse writes.

use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use globus_app::{
    ClientSecretKey, ClientSecretStorage, MemoryTokenStorage, StorageError, TokenData, TokenKey,
    TokenStorage,
};
use secrecy::SecretString;

/// An in-memory keychain. While full, it refuses writes.
#[derive(Debug, Default)]
pub(super) struct Drawer {
    kept: MemoryTokenStorage,
    pub(super) is_full: AtomicBool,
}

impl Drawer {
    fn has_room(&self) -> Result<(), StorageError> {
        if self.is_full.load(Ordering::Acquire) {
            Err(StorageError::WriteFailed)
        } else {
            Ok(())
        }
    }
}

#[async_trait]
impl TokenStorage for Drawer {
    async fn get(&self, key: &TokenKey) -> Result<Option<TokenData>, StorageError> {
        self.kept.get(key).await
    }

    async fn put(&self, key: &TokenKey, data: &TokenData) -> Result<(), StorageError> {
        self.has_room()?;
        self.kept.put(key, data).await
    }

    async fn delete(&self, key: &TokenKey) -> Result<(), StorageError> {
        self.kept.delete(key).await
    }

    async fn list(&self, like: &TokenKey) -> Result<Vec<TokenKey>, StorageError> {
        self.kept.list(like).await
    }

    fn shared_as(&self) -> Option<String> {
        None
    }

    async fn check(&self) -> Result<(), StorageError> {
        self.has_room()
    }
}

#[async_trait]
impl ClientSecretStorage for Drawer {
    async fn client_secret(
        &self,
        key: &ClientSecretKey,
    ) -> Result<Option<SecretString>, StorageError> {
        self.kept.client_secret(key).await
    }

    async fn put_client_secret(
        &self,
        key: &ClientSecretKey,
        secret: SecretString,
    ) -> Result<(), StorageError> {
        self.has_room()?;
        self.kept.put_client_secret(key, secret).await
    }

    async fn delete_client_secret(&self, key: &ClientSecretKey) -> Result<(), StorageError> {
        self.kept.delete_client_secret(key).await
    }
}
