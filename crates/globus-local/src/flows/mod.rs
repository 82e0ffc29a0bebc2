//! Globus Flows: flows, their runs, and the questions that runs ask.
//!
//! Runs walk through their definitions as the clock goes on. Of actions, hello_world, questions
//! and those of Transfer are done; other providers of Globus' own take a while and succeed, and
//! there are no others. Lists ignore `page`, as nobody says from where it counts; markers lead
//! through them. Registered APIs are not done.

mod access;
mod action;
mod body;
mod definition;
mod error;
mod flow;
mod language;
mod list;
mod outside;
mod policy;
mod principals;
pub(crate) mod routes;
mod run;
#[cfg(feature = "input-schemas")]
mod schema;
#[cfg(not(feature = "input-schemas"))]
#[path = "any_schema.rs"]
mod schema;
mod seed;
mod time;
mod web_input;

#[cfg(test)]
mod tests;

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use rand::{Rng, SeedableRng, rngs::StdRng};
use uuid::Uuid;

use crate::auth::Access;
use access::Caller;
use error::FlowsError;
use flow::Flow;
use outside::Outside;
use run::Run;
pub(crate) use seed::SKETCHES;

/// State of Globus Flows.
#[derive(Debug)]
pub(crate) struct Flows(Mutex<State>);

#[derive(Debug)]
struct State {
    flows: Vec<Flow>,
    runs: Vec<Run>,
    random: StdRng,
}

impl Flows {
    /// So many flows, and runs of them.
    pub(crate) fn new(seed: u64, count: usize, now: Timestamp) -> Self {
        let flows = seed::flows(seed, count, now);
        Self(Mutex::new(State {
            runs: seed::runs(seed, &flows, now),
            flows,
            random: StdRng::seed_from_u64(!seed),
        }))
    }

    /// What a person calls the flow with this id.
    pub(crate) fn title_of(&self, id: &str) -> Option<String> {
        let state = self.state();
        let flow = state.flow(id).ok()?;
        Some(flow.text("title").to_owned())
    }

    /// The flow of a run that `access` may see.
    pub(crate) fn flow_of_run(&self, run_id: &str, access: &Access) -> Option<String> {
        let state = self.state();
        let run = state.run(run_id).ok()?;
        let roles = run.roles(&Caller::new(access.clone()));
        (!roles.is_empty()).then(|| run.flow.id.clone())
    }

    /// For all that does not look at runs.
    fn state(&self) -> MutexGuard<'_, State> {
        // A change that panicked half-way leaves documents that are each whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// With every run as far as it came by `now`.
    fn state_at(&self, now: Timestamp, outside: &dyn Outside) -> MutexGuard<'_, State> {
        let mut state = self.state();
        for run in state.runs.iter_mut().filter(|run| !run.is_over()) {
            run.advance(now, outside);
        }
        state
    }
}

impl State {
    fn flow(&self, id: &str) -> Result<&Flow, FlowsError> {
        let flow = self.flows.iter().find(|flow| flow.id() == id);
        flow.ok_or_else(|| FlowsError::NotFound("flow", id.to_owned()))
    }

    fn flow_mut(&mut self, id: &str) -> Result<&mut Flow, FlowsError> {
        let flow = self.flows.iter_mut().find(|flow| flow.id() == id);
        flow.ok_or_else(|| FlowsError::NotFound("flow", id.to_owned()))
    }

    fn run(&self, id: &str) -> Result<&Run, FlowsError> {
        let wanted = Uuid::try_parse(id).ok();
        let run = self.runs.iter().find(|run| Some(run.id) == wanted);
        run.ok_or_else(|| FlowsError::NotFound("run", id.to_owned()))
    }

    fn run_mut(&mut self, id: &str) -> Result<&mut Run, FlowsError> {
        let wanted = Uuid::try_parse(id).ok();
        let run = self.runs.iter_mut().find(|run| Some(run.id) == wanted);
        run.ok_or_else(|| FlowsError::NotFound("run", id.to_owned()))
    }

    fn new_id(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.random.random()).into_uuid()
    }
}
