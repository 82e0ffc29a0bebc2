//! Where tokens are stored.

use std::time::Duration;

use async_trait::async_trait;

use super::data::{TokenData, TokenKey};

/// Stores tokens. Implementations must not log or show a token.
#[async_trait]
pub trait TokenStorage: std::fmt::Debug + Send + Sync {
    /// The record under `key`, if there is one.
    ///
    /// # Errors
    /// A [`StorageError`]: for example if there is a record that can't be read.
    async fn get(&self, key: &TokenKey) -> Result<Option<TokenData>, StorageError>;

    /// Writes a record, and replaces the previous one.
    ///
    /// # Errors
    /// A [`StorageError`]. The previous record is still there.
    async fn put(&self, key: &TokenKey, data: &TokenData) -> Result<(), StorageError>;

    /// Deletes a record. Succeeds if there is none.
    ///
    /// # Errors
    /// A [`StorageError`]. The record may still be there.
    async fn delete(&self, key: &TokenKey) -> Result<(), StorageError>;

    /// The keys of all records of an account: those with the same environment, client and namespace
    /// as `like`.
    ///
    /// # Errors
    /// A [`StorageError`] if the storage can't be read.
    async fn list(&self, like: &TokenKey) -> Result<Vec<TokenKey>, StorageError>;

    /// A name for this storage that is the same in all processes that share its records. None if
    /// only this process uses them. Processes that share a storage take turns to renew a token.
    fn shared_as(&self) -> Option<String>;

    /// Whether records can be written now. Checked before a browser opens, so that nobody signs in
    /// for nothing.
    ///
    /// # Errors
    /// A [`StorageError`] that says why nothing can be written.
    async fn check(&self) -> Result<(), StorageError>;
}

/// Why tokens can't be stored or read. Never contains a token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// This computer has no keychain service, or it doesn't respond.
    #[error("no keychain service is available")]
    NotAvailable,
    /// The service runs, but has no keyring to write to.
    #[error("the keychain service has no keyring yet")]
    NoKeyring,
    /// The keyring is locked, and the request to unlock it was dismissed or could not be shown.
    #[error("the keyring is locked")]
    Locked,
    /// The service did not answer in time. Usually it is waiting for the user to unlock it.
    #[error("the keychain did not answer within {} s", .0.as_secs())]
    TimedOut(Duration),
    /// The keychain refused to write. The previous record is still there.
    #[error("the keychain could not save the record")]
    WriteFailed,
    /// The record is larger than some platform's keychain can hold. Nothing was written.
    #[error("the record for {resource_server} has {bytes} bytes, more than a keychain can hold")]
    TooLarge {
        /// The service that the record is for.
        resource_server: String,
        /// The record's size.
        bytes: usize,
    },
    /// There is a record, but this library didn't write it.
    #[error("the record for {resource_server} can't be read")]
    Corrupt {
        /// The service that the record is for.
        resource_server: String,
    },
    /// There is a record that was written by a newer version of this library.
    #[error("the record for {resource_server} was written by a newer version")]
    Newer {
        /// The service that the record is for.
        resource_server: String,
    },
}
