//! The state of the keychain, as the window shows it.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The system's keychain: a keyring on Linux, Keychain on macOS, Credential Manager on Windows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Keychain {
    /// What to call it: "your keyring", "macOS Keychain" or "Windows Credential Manager".
    pub name: String,
    /// Whether Meridian can save sign-ins in it.
    pub state: KeychainState,
    /// What is wrong, and what to do.
    pub message: Option<String>,
}

/// Whether Meridian can save sign-ins in the keychain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeychainState {
    /// Not known yet.
    Checking,
    /// It can.
    Ready,
    /// It can't.
    Unavailable,
}
