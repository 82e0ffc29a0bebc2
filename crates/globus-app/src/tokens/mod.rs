//! Tokens: one record per resource server and namespace, and where records are stored.

mod client_secret;
mod data;
mod keychain;
mod memory;
mod record;
mod storage;

pub use client_secret::{ClientSecretKey, ClientSecretStorage};
pub use data::{TokenData, TokenKey};
pub use keychain::{Keychain, platform_keychain_name};
pub use memory::MemoryTokenStorage;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use record::{decode, encode};
pub use storage::{StorageError, TokenStorage};
