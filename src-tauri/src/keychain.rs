//! Where sign-ins are kept, as the window shows it.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The keychain, as far as one can tell without opening a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Keychain {
    /// "macOS Keychain", …
    pub name: String,
    /// Whether it can be written to.
    pub state: KeychainState,
    /// What is wrong and how to mend it.
    pub message: Option<String>,
}

/// Whether the keychain can be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeychainState {
    /// Being asked.
    Checking,
    /// Yes.
    Ready,
    /// No.
    Unavailable,
}
