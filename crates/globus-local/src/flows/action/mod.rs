//! Actions: what a state of type Action asks of somebody outside Flows.

mod consent;
mod hello;
mod provider;
mod question;
mod simulated;
mod status;
mod transfer;

use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use serde_json::Value;

pub(super) use consent::MissingConsent;
pub(super) use provider::Provider;
pub(super) use question::Question;
pub(super) use status::{Status, action_id};
pub(super) use transfer::data_access;

use super::{outside::Outside, run::Script};
use crate::auth::Access;

/// What an action is started with.
pub(super) struct Request<'a> {
    pub(super) state_name: &'a str,
    pub(super) action_url: &'a str,
    pub(super) input: &'a Value,
    pub(super) flow_scope: &'a str,
    /// The URN of whoever started the run.
    pub(super) owner: &'a str,
    /// Whose consents count; none for a run of the seed.
    pub(super) access: Option<&'a Access>,
    pub(super) script: &'a Script,
    pub(super) outside: &'a dyn Outside,
    pub(super) now: Timestamp,
}

/// What becomes of the attempt to start an action.
#[derive(Debug)]
pub(super) enum Started {
    Running(Running),
    /// It waits for a person.
    Asks(Question),
    NeedsConsent(MissingConsent),
    /// Nothing was begun, and why.
    Refused(String),
}

/// An action that was begun.
#[derive(Clone, Debug)]
pub(super) enum Running {
    /// Its end is known already.
    Until { time: Timestamp, outcome: Outcome },
    /// Ends when the Transfer task with this id does.
    Task(String),
}

/// How an action ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outcome {
    pub(super) is_success: bool,
    /// What the provider tells.
    pub(super) details: Value,
}

impl Running {
    fn for_seconds(request: &Request<'_>, seconds: f64, details: Value) -> Started {
        let lasts = SignedDuration::try_from_secs_f64(seconds).unwrap_or_default();
        let outcome = Outcome {
            is_success: true,
            details,
        };
        let time = request.now.saturating_add(lasts).unwrap_or(request.now);
        Started::Running(Self::Until { time, outcome })
    }
}

impl Request<'_> {
    /// Whether whoever started the run consented to `below` as part of the flow's scope.
    fn is_consented(&self, below: &[String]) -> bool {
        let Some(access) = self.access else {
            return true;
        };
        let mut path = vec![self.flow_scope];
        path.extend(below.iter().map(String::as_str));
        self.outside.has_consent(access, &path)
    }
}

pub(super) fn start(request: &Request<'_>, random: &mut StdRng) -> Started {
    let Some(provider) = Provider::of(request.action_url) else {
        let url = request.action_url;
        return Started::Refused(format!("no action provider answers at {url}"));
    };
    if let Some(scripted) = request.script.start(request, &provider, random) {
        return scripted;
    }
    match provider {
        Provider::Hello => hello::start(request),
        Provider::WebOption => Started::Asks(Question::read(request, random)),
        Provider::Transfer(verb) => transfer::start(request, verb, random),
        Provider::Other { .. } => simulated::start(request, random),
    }
}
