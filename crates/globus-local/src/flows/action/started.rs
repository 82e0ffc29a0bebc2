//! The result of trying to start an action.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{consent::MissingConsent, outcome::Outcome, question::Question, request::Request};

/// The result of trying to start an action.
#[derive(Debug)]
pub(in crate::flows) enum Started {
    Running(Running),
    /// It waits for an answer.
    Asks(Question),
    NeedsConsent(MissingConsent),
    /// It was not started, for this reason.
    Refused(String),
}

/// An action that was started.
#[derive(Clone, Debug)]
pub(in crate::flows) enum Running {
    /// Its end is already known.
    Until { time: Timestamp, outcome: Outcome },
    /// It ends when the Transfer task with this id does.
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
