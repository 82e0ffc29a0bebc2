//! Errors in words: what happened, what it means, one fix.

pub mod calls;
pub mod login;
pub mod refused;
pub mod sign_in;
pub mod view;

use crate::text::{Page, Text};
use view::{Detail, Fix, FixAction, Problem, Tone};

impl Problem {
    /// Both texts may hold what a service or a person wrote.
    pub fn new(tone: Tone, what: impl Into<Text>, meaning: impl Into<Page>) -> Self {
        Self {
            tone,
            what: what.into(),
            meaning: meaning.into(),
            fix: None,
            otherwise: None,
            need: None,
            details: Vec::new(),
        }
    }

    pub fn fixed_by(mut self, action: FixAction, label: &str) -> Self {
        self.fix = Some(Fix {
            action,
            label: label.into(),
        });
        self
    }

    fn or_by(mut self, action: FixAction, label: &str) -> Self {
        self.otherwise = Some(Fix {
            action,
            label: label.into(),
        });
        self
    }

    pub fn with(mut self, label: &str, value: impl Into<Page>) -> Self {
        self.details.push(Detail {
            label: label.into(),
            value: value.into(),
        });
        self
    }

    /// The person's own input, refused.
    pub fn invalid_input(what: &str, meaning: &str) -> Self {
        Self::new(Tone::Error, what, meaning)
    }

    /// The person's own doing, told once.
    pub fn neutral(what: &str, meaning: &str) -> Self {
        Self::new(Tone::Neutral, what, meaning)
    }

    /// Something on this computer, outside Globus.
    pub fn local(what: &str, meaning: impl Into<Page>) -> Self {
        Self::new(Tone::Error, what, meaning)
    }

    /// No client id is set, and a real sign-in needs one.
    pub fn no_client_id() -> Self {
        Self::new(
            Tone::Warning,
            "Meridian has no client ID yet.",
            "Globus needs one to know which app asks. Set it in Settings.",
        )
        .fixed_by(FixAction::OpenSettings, "Open Settings")
    }
}

/// The system did not take it.
pub fn no_start_at_login(why: &str) -> Problem {
    Problem::new(
        Tone::Warning,
        "Meridian could not be set to start when you log in.",
        format!(
            "{}. Your system's own settings may list it.",
            capitalised(why)
        ),
    )
    .fixed_by(FixAction::Retry, "Try again")
}

/// An id that is none: nothing is asked.
pub fn not_an_id() -> Problem {
    Problem::invalid_input(
        "That is not an ID.",
        "An ID looks like 61338d24-54d5-408f-a10d-66c06b59f6d2.",
    )
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}
