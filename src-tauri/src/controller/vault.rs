//! Storage for tokens and for the secrets of service accounts.

use globus_app::{ClientSecretKey, ClientSecretStorage, TokenStorage};

use crate::accounts::record::AccountRecord;

/// Stores tokens and client secrets, as the keychain does.
pub(super) trait Vault: TokenStorage + ClientSecretStorage {}

impl<T: TokenStorage + ClientSecretStorage> Vault for T {}

/// The key under which a service account's secret is stored.
pub(super) fn secret_key(record: &AccountRecord) -> ClientSecretKey {
    ClientSecretKey {
        environment: record.environment.clone(),
        client_id: record.client_id.clone(),
        namespace: record.id.clone(),
    }
}
