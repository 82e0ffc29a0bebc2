//! A sign-in that runs, as the window shows it.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A sign-in that runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SigningIn {
    /// Whether it is the local Globus.
    pub demo: bool,
    /// How far it is.
    pub step: Step,
    /// How the answer comes back.
    pub way: Way,
    /// The sign-in link; none while preparing.
    pub url: Option<String>,
    /// Words, when the browser could not be opened or a code was refused.
    pub hint: Option<String>,
    /// Milliseconds since 1970.
    pub started_at: u64,
    /// Milliseconds since 1970.
    pub deadline: u64,
}

/// How far a sign-in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// The keychain is checked, the port opened.
    Preparing,
    /// The person is in the browser.
    Waiting,
    /// The answer came; tokens are fetched and stored.
    Finishing,
}

/// How the answer comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Way {
    /// By itself, from the browser.
    Browser,
    /// As a code to paste.
    Code,
}
