//! Where the secret of a confidential client is kept, beside the tokens that it gets.

use async_trait::async_trait;
use secrecy::SecretString;

use super::storage::StorageError;

/// Whose secret: one per environment, client and namespace, as a token's key without a service.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClientSecretKey {
    /// `production`, `preview`, … or the name of a local Globus.
    pub environment: String,
    /// The confidential client.
    pub client_id: String,
    /// Tells accounts apart.
    pub namespace: String,
}

/// Keeps the secrets of confidential clients, so that a
/// [`ClientApp`](crate::ClientApp) can be built again at the next start. Implementations never
/// log or show one, and `Debug` of what they return does not either.
#[async_trait]
pub trait ClientSecretStorage: std::fmt::Debug + Send + Sync {
    /// The secret of a client, if it is kept.
    ///
    /// # Errors
    /// A [`StorageError`] if it can't be read.
    async fn client_secret(
        &self,
        key: &ClientSecretKey,
    ) -> Result<Option<SecretString>, StorageError>;

    /// Keeps a secret, replacing the one before.
    ///
    /// # Errors
    /// A [`StorageError`] if it can't be written.
    async fn put_client_secret(
        &self,
        key: &ClientSecretKey,
        secret: SecretString,
    ) -> Result<(), StorageError>;

    /// Removes a secret. One that is not there is no error. Signing out does not do it: the
    /// tokens end, the client stays what it is.
    ///
    /// # Errors
    /// A [`StorageError`] if it can't be removed.
    async fn delete_client_secret(&self, key: &ClientSecretKey) -> Result<(), StorageError>;
}
