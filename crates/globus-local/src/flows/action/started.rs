//! What comes of an attempt to start an action.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{consent::MissingConsent, outcome::Outcome, question::Question, request::Request};

/// What becomes of the attempt to start an action.
#[derive(Debug)]
pub(in crate::flows) enum Started {
    Running(Running),
    /// It waits for a person.
    Asks(Question),
    NeedsConsent(MissingConsent),
    /// Nothing was begun, and why.
    Refused(String),
}

/// An action that was begun.
#[derive(Clone, Debug)]
pub(in crate::flows) enum Running {
    /// Its end is known already.
    Until { time: Timestamp, outcome: Outcome },
    /// Ends when the Transfer task with this id does.
    Task(String),
}

impl Running {
    pub(super) fn for_seconds(request: &Request<'_>, seconds: f64, details: Value) -> Started {
        let lasts = SignedDuration::try_from_secs_f64(seconds).unwrap_or_default();
        let outcome = Outcome {
            is_success: true,
            details,
        };
        let time = request.now.saturating_add(lasts).unwrap_or(request.now);
        Started::Running(Self::Until { time, outcome })
    }
}
