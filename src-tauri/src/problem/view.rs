//! What went wrong, in words.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::text::{Page, Text};

/// Something went wrong or needs a person: what happened, what it means, one fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// How loud to be.
    pub tone: Tone,
    /// What happened, in a sentence.
    pub what: Text,
    /// What it means for the person.
    pub meaning: Page,
    /// The one button.
    pub fix: Option<Fix>,
    /// A second way, as a plain link.
    pub otherwise: Option<Fix>,
    /// What the service wants first; [`FixAction::Allow`] opens its sheet.
    pub need: Option<NeedId>,
    /// What to tell whoever helps.
    pub details: Vec<Detail>,
}

/// Names a requirement that the controller holds, so that nobody has to be asked for it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NeedId(pub u32);

/// How loud a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Tone {
    /// The person's own choice.
    Neutral,
    /// Needs the person.
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
    /// What it says.
    pub label: Text,
}

/// What a fix does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FixAction {
    /// Asks the service again.
    Retry,
    /// Repeats the last kind of sign-in.
    SignIn,
    /// The same, kept in memory.
    UntilQuit,
    /// Looks at the keychain again.
    CheckKeychain,
    /// Opens Settings.
    OpenSettings,
    /// Opens the sheet of what the service wants first.
    Allow,
}

/// A named fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Detail {
    /// "Service", "Code", …
    pub label: Text,
    /// As the service said it.
    pub value: Page,
}
