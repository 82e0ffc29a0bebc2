//! The platform's credential store, and what its errors mean.

use std::{collections::HashMap, sync::Arc};

use keyring_core::{CredentialStore, Entry, Error};

use crate::tokens::storage::StorageError;

/// What the keychain is called on this platform.
pub fn platform_keychain_name() -> &'static str {
    if cfg!(target_os = "macos") {
        "macOS Keychain"
    } else if cfg!(windows) {
        "Windows Credential Manager"
    } else {
        "your keyring"
    }
}

/// Installs the platform's store, the one that `keyring` would choose, as the default.
///
/// `keyring` remembers a failed start until the process ends, so a store that it could not start,
/// or that has died since, is built here.
pub(super) fn install(rebuild: bool) -> Result<(), StorageError> {
    if !rebuild && keyring::v1::Entry::store_status().is_ok() {
        return Ok(());
    }
    let store = build().map_err(|error| meaning(&error))?;
    keyring_core::set_default_store(store);
    Ok(())
}

#[cfg(all(unix, not(target_os = "macos")))]
fn build() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn build() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn build() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

/// The users of every item of `service`.
pub(super) fn users(service: &str) -> keyring_core::Result<Vec<String>> {
    // The Windows store can only filter by its own patterns.
    let spec = if cfg!(windows) {
        HashMap::new()
    } else {
        HashMap::from([("service", service)])
    };
    let found = Entry::search(&spec)?;
    let names = found.iter().filter_map(Entry::get_specifiers);
    let ours = names.filter(|(of, _)| of == service);
    Ok(ours.map(|(_, user)| user).collect())
}

/// Whether a new connection may help, because the service restarted or its bus is gone.
pub(super) fn is_dead(error: &Error) -> bool {
    let Error::PlatformFailure(source) = error else {
        return matches!(error, Error::NoDefaultStore);
    };
    let text = source.to_string();
    [
        "NoSession",
        "BrokenPipe",
        "Broken pipe",
        "ServiceUnknown",
        "InputOutput",
        "Input/output",
    ]
    .iter()
    .any(|sign| text.contains(sign))
}

/// What a keyring error means to the user. Uses only its `Display`, because `Debug` of some of
/// these errors contains the secret.
pub(super) fn meaning(error: &Error) -> StorageError {
    match error {
        Error::NoStorageAccess(source) if source.to_string().contains("no result") => {
            StorageError::NoKeyring
        }
        Error::NoStorageAccess(_) => StorageError::Locked,
        Error::PlatformFailure(source) if source.to_string().contains("Couldn't set") => {
            StorageError::WriteFailed
        }
        Error::PlatformFailure(_) | Error::NoDefaultStore => StorageError::NotAvailable,
        _ => StorageError::WriteFailed,
    }
}
