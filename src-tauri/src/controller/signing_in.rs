//! A sign-in under way, as the window shows it.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A sign-in under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SigningIn {
    /// Whether this is the demo.
    pub demo: bool,
    /// The current step.
    pub step: Step,
    /// How the answer comes back from the browser.
    pub way: Way,
    /// The sign-in link. None while preparing.
    pub url: Option<String>,
    /// What to do if the browser could not be opened or a code was refused.
    pub hint: Option<String>,
    /// When it started, in Unix milliseconds.
    pub started_at: u64,
    /// When it times out, in Unix milliseconds.
    pub deadline: u64,
}

/// The steps of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// Checking the keychain and opening a port.
    Preparing,
    /// Waiting for the browser.
    Waiting,
    /// Fetching and storing tokens.
    Finishing,
}

/// How the answer comes back from the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Way {
    /// Automatically.
    Browser,
    /// As a code to paste.
    Code,
}
