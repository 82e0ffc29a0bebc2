//! Where tokens are kept.

use std::time::Duration;

use async_trait::async_trait;

use super::data::{TokenData, TokenKey};

/// Keeps tokens. Implementations never log or show a token.
#[async_trait]
pub trait TokenStorage: std::fmt::Debug + Send + Sync {
    /// The record under `key`, if there is one.
    ///
    /// # Errors
    /// A [`StorageError`]: for example if there is a record that can't be read.
    async fn get(&self, key: &TokenKey) -> Result<Option<TokenData>, StorageError>;

    /// Writes a record, replacing the one before.
    ///
    /// # Errors
    /// A [`StorageError`]. The previous record is still there.
    async fn put(&self, key: &TokenKey, data: &TokenData) -> Result<(), StorageError>;

    /// Removes a record. One that is not there is no error.
    ///
    /// # Errors
    /// A [`StorageError`]. The record may still be there.
    async fn delete(&self, key: &TokenKey) -> Result<(), StorageError>;

    /// The keys of the whole account that `like` belongs to: those with the same environment,
    /// client and namespace.
    ///
    /// # Errors
    /// A [`StorageError`] if the storage can't be read.
    async fn list(&self, like: &TokenKey) -> Result<Vec<TokenKey>, StorageError>;

    /// What other processes that read and write the same records call this storage; none if the
    /// records are this process's own. Processes that share one take turns to renew a token.
    fn shared_as(&self) -> Option<String>;

    /// Whether records can be written now. Asked before a browser is opened, so that nobody
    /// signs in for nothing.
    ///
    /// # Errors
    /// A [`StorageError`] that says why nothing can be written.
    async fn check(&self) -> Result<(), StorageError>;
}

/// Tokens cannot be kept or read. Never holds a token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// This computer has no keychain service, or it does not answer.
    #[error("no keychain service is available")]
    NotAvailable,
    /// The service runs, but holds no keyring to write to.
    #[error("the keychain service has no keyring yet")]
    NoKeyring,
    /// The keyring is locked, and the request to unlock it was dismissed or could not be shown.
    #[error("the keyring is locked")]
    Locked,
    /// The service did not answer; most often it waits for the person to unlock it.
    #[error("the keychain did not answer within {} s", .0.as_secs())]
    TimedOut(Duration),
    /// The keychain refused the write; what was there before is still there.
    #[error("the keychain could not save the record")]
    WriteFailed,
    /// The record is larger than what every platform's keychain takes; nothing was written.
    #[error("the record for {resource_server} has {bytes} bytes, more than a keychain takes")]
    TooLarge {
        /// The service that the record is for.
        resource_server: String,
        /// Its size.
        bytes: usize,
    },
    /// A record is there, but nobody here wrote it.
    #[error("the record for {resource_server} cannot be read")]
    Corrupt {
        /// The service that the record is for.
        resource_server: String,
    },
    /// A record is there that a newer version of this program wrote.
    #[error("the record for {resource_server} was written by a newer version")]
    Newer {
        /// The service that the record is for.
        resource_server: String,
    },
}
