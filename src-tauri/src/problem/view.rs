//! Problems as the window shows them.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Something that went wrong or needs you: what happened, what it means, and one fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// How serious it is.
    pub tone: Tone,
    /// What happened, in one sentence.
    pub what: String,
    /// What it means for you, and what to do.
    pub meaning: String,
    /// The button.
    pub fix: Option<Fix>,
    /// A second way, shown as a link.
    pub otherwise: Option<Fix>,
    /// What the service wants first. [`FixAction::Allow`] opens its sheet.
    pub need: Option<NeedId>,
    /// Details for support.
    pub details: Vec<Detail>,
}

/// The ID of a requirement that the controller holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NeedId(pub u32);

/// How serious a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Tone {
    /// The result of your own choice.
    Neutral,
    /// Needs you.
    Warning,
    /// A failure.
    Error,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What it does.
    pub action: FixAction,
    /// The button's text.
    pub label: String,
}

/// What a fix does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FixAction {
    /// Repeats the request.
    Retry,
    /// Signs in again.
    SignIn,
    /// Signs in and keeps the tokens in memory until Meridian quits.
    UntilQuit,
    /// Checks the keychain again.
    CheckKeychain,
    /// Opens Settings.
    OpenSettings,
    /// Opens the sheet of what the service wants first.
    Allow,
}

/// A labeled value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Detail {
    /// The label: "Service", "Code", …
    pub label: String,
    /// The value.
    pub value: String,
}
