//! Globus Flows: flows, their runs, and the questions that runs ask.
//!
//! Runs move through their definitions as the clock advances. The actions hello_world, questions
//! and those of Transfer really run. Globus' other providers are simulated: each takes a while and
//! succeeds. There are no other providers. Lists ignore `page`, because no document says where it
//! starts counting; markers work. Registered APIs are not implemented.

mod access;
mod action;
mod body;
mod definition;
mod error;
mod flow;
mod language;
mod list;
mod policy;
mod principals;
pub(crate) mod routes;
mod run;
mod sample;
#[cfg(feature = "input-schemas")]
mod schema;
#[cfg(not(feature = "input-schemas"))]
#[path = "any_schema.rs"]
mod schema;
mod services;
mod time;

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand::{Rng, SeedableRng, rngs::StdRng};
use uuid::Uuid;

use access::Caller;
use error::FlowsError;
use flow::Flow;
use run::Run;
pub(crate) use sample::SKETCHES;
use services::Services;

use crate::{
    auth::{Access, Auth},
    clock::Clock,
    transfer::Transfer,
};

/// Globus Flows.
#[derive(Debug)]
pub(crate) struct Flows {
    auth: Arc<Auth>,
    clock: Clock,
    services: Services,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    flows: Vec<Flow>,
    runs: Vec<Run>,
    random: StdRng,
}

impl Flows {
    /// Makes this many flows, and runs of them.
    pub(crate) fn new(
        auth: Arc<Auth>,
        transfer: Arc<Transfer>,
        clock: Clock,
        seed: u64,
        count: usize,
    ) -> Self {
        let now = clock.now();
        let flows = sample::flows(seed, count, now);
        let state = State {
            runs: sample::runs(seed, &flows, now),
            flows,
            random: StdRng::seed_from_u64(!seed),
        };
        let services = Services {
            auth: Arc::clone(&auth),
            transfer,
        };
        let flows = Self {
            auth,
            clock,
            services,
            state: Mutex::new(state),
        };
        flows
            .state()
            .flows
            .iter()
            .for_each(|flow| flows.register(flow));
        flows
    }

    /// The flow of a run, if `access` may see the run.
    pub(crate) fn flow_of_run(&self, run_id: &str, access: &Access) -> Option<String> {
        let state = self.state();
        let run = state.run(run_id).ok()?;
        let roles = run.roles(&Caller::new(access.clone()));
        (!roles.is_empty()).then(|| run.flow.id.clone())
    }

    /// Registers a flow and its title with Auth.
    fn register(&self, flow: &Flow) {
        self.auth.register(flow.id(), flow.text("title"), false);
    }

    /// The state, for calls that do not look at runs.
    fn state(&self) -> MutexGuard<'_, State> {
        // A change that panicked halfway still leaves every document whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state, with every run brought up to now.
    fn state_now(&self) -> MutexGuard<'_, State> {
        let now = self.clock.now();
        let mut state = self.state();
        for run in state.runs.iter_mut().filter(|run| !run.is_over()) {
            run.advance(now, &self.services);
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
