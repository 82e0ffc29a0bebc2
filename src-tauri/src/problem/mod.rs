//! Errors in words: what happened, what it means, and one fix.

pub mod calls;
pub mod login;
pub mod refused;
pub mod sign_in;
pub mod view;

use crate::text::{line, page};
use view::{Detail, Fix, FixAction, Problem, Tone};

impl Problem {
    /// A problem without a fix. Both texts may contain what a service or a person wrote, and are cleaned
    /// for display here.
    pub fn new(tone: Tone, what: impl AsRef<str>, meaning: impl AsRef<str>) -> Self {
        Self {
            tone,
            what: line(what.as_ref()),
            meaning: page(meaning.as_ref()),
            fix: None,
            otherwise: None,
            need: None,
            details: Vec::new(),
        }
    }

    /// Sets the button.
    pub fn fixed_by(mut self, action: FixAction, label: &str) -> Self {
        self.fix = Some(Fix {
            action,
            label: label.into(),
        });
        self
    }

    /// Sets the link for a second way.
    fn or_by(mut self, action: FixAction, label: &str) -> Self {
        self.otherwise = Some(Fix {
            action,
            label: label.into(),
        });
        self
    }

    /// Adds a detail for support.
    pub fn with(mut self, label: &str, value: impl AsRef<str>) -> Self {
        self.details.push(Detail {
            label: label.into(),
            value: page(value.as_ref()),
        });
        self
    }

    /// Your input was refused.
    pub fn invalid_input(what: &str, meaning: &str) -> Self {
        Self::new(Tone::Error, what, meaning)
    }

    /// A notice about something you did yourself.
    pub fn neutral(what: &str, meaning: &str) -> Self {
        Self::new(Tone::Neutral, what, meaning)
    }

    /// A failure on this computer, not at Globus.
    pub fn local(what: &str, meaning: String) -> Self {
        Self::new(Tone::Error, what, meaning)
    }

    /// No client ID is set, which a sign-in to Globus needs.
    pub fn no_client_id() -> Self {
        Self::new(
            Tone::Warning,
            "A client ID is needed first.",
            "Globus uses it to recognize the app. Enter yours in Settings.",
        )
        .fixed_by(FixAction::OpenSettings, "Open Settings")
    }
}

/// The system refused to start Meridian at login, for this reason.
pub fn no_start_at_login(why: &str) -> Problem {
    Problem::new(
        Tone::Warning,
        "Meridian couldn't be set to start when you log in.",
        format!(
            "{}. You may be able to add it in your system's settings.",
            capitalised(why)
        ),
    )
    .fixed_by(FixAction::Retry, "Try again")
}

/// The text isn't a UUID. No request was made.
pub fn not_an_id() -> Problem {
    Problem::invalid_input(
        "That isn't an ID.",
        "An ID looks like 61338d24-54d5-408f-a10d-66c06b59f6d2.",
    )
}

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}
