//! Checks whether the keychain can keep sign-ins.

use globus_app::{StorageError, TokenStorage, platform_keychain_name};

use crate::{
    keychain::{Keychain, KeychainState},
    problem::login::storage_words,
};

pub(super) fn checking() -> Keychain {
    view(KeychainState::Checking, None)
}

pub(super) async fn check(storage: &dyn TokenStorage) -> Keychain {
    of(&storage.check().await)
}

fn of(outcome: &Result<(), StorageError>) -> Keychain {
    match outcome {
        Ok(()) => view(KeychainState::Ready, None),
        Err(error) => view(KeychainState::Unavailable, Some(storage_words(error))),
    }
}

fn view(state: KeychainState, message: Option<String>) -> Keychain {
    Keychain {
        name: platform_keychain_name().to_owned(),
        state,
        message,
    }
}
