//! Where the secrets of confidential clients are stored, next to their tokens.

use async_trait::async_trait;
use secrecy::SecretString;

use super::storage::StorageError;

/// Names a secret: one per environment, client and namespace, like a token's key without the
/// service.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClientSecretKey {
    /// `production`, `preview`, and so on, or the name of a local Globus.
    pub environment: String,
    /// The confidential client.
    pub client_id: String,
    /// Tells accounts apart.
    pub namespace: String,
}

/// Stores the secrets of confidential clients, so that a [`ClientApp`](crate::ClientApp) can be
/// built again after a restart. Implementations must not log or show a secret, not even through
/// `Debug`.
#[async_trait]
pub trait ClientSecretStorage: std::fmt::Debug + Send + Sync {
    /// The secret of a client, if it is stored.
    ///
    /// # Errors
    /// A [`StorageError`] if it can't be read.
    async fn client_secret(
        &self,
        key: &ClientSecretKey,
    ) -> Result<Option<SecretString>, StorageError>;

    /// Stores a secret, and replaces the previous one.
    ///
    /// # Errors
    /// A [`StorageError`] if it can't be written.
    async fn put_client_secret(
        &self,
        key: &ClientSecretKey,
        secret: SecretString,
    ) -> Result<(), StorageError>;

    /// Deletes a secret. Succeeds if there is none. Signing out doesn't do this: the tokens are
    /// revoked, but the client still exists.
    ///
    /// # Errors
    /// A [`StorageError`] if it can't be removed.
    async fn delete_client_secret(&self, key: &ClientSecretKey) -> Result<(), StorageError>;
}
