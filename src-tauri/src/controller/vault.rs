//! What keeps sign-ins: tokens, and the secrets of service accounts.

use globus_app::{ClientSecretKey, ClientSecretStorage, TokenStorage};

use crate::accounts::record::AccountRecord;

/// Keeps both; the keychain does.
pub(super) trait Vault: TokenStorage + ClientSecretStorage {}

impl<T: TokenStorage + ClientSecretStorage> Vault for T {}

/// Under which key the secret of a service account is kept.
pub(super) fn secret_key(record: &AccountRecord) -> ClientSecretKey {
    ClientSecretKey {
        environment: record.environment.clone(),
        client_id: record.client_id.clone(),
        namespace: record.id.clone(),
    }
}
