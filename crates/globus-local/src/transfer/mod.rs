//! Globus Transfer: collections with real files, and tasks that move them.

mod actions;
mod bookmarks;
mod call;
mod collections;
mod error;
mod file_problem;
mod files;
mod parameters;
mod path;
pub(crate) mod routes;
pub(crate) mod scope;
mod state;
mod submit;
mod tasks;
mod text_filter;
mod time;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use collections::Collections;
pub(crate) use collections::needs_data_access;
pub(crate) use error::TransferError;
use jiff::Timestamp;
use state::State;
pub(crate) use tasks::COUNT;
pub use tasks::TaskFault;

use crate::{auth::Auth, clock::Clock};

/// Globus Transfer.
#[derive(Debug)]
pub(crate) struct Transfer {
    auth: Arc<Auth>,
    clock: Clock,
    state: Mutex<State>,
}

impl Transfer {
    /// The same seed gives the same data. Of the `tasks` sample tasks, the newest are the same
    /// however many there are.
    pub(crate) fn new(auth: Arc<Auth>, clock: Clock, seed: u64, tasks: usize) -> Self {
        for collection in Collections::all() {
            auth.register(
                collection.id,
                collection.name,
                collection.needs_data_access(),
            );
        }
        let state = State::new(seed, clock.now(), tasks);
        Self {
            auth,
            clock,
            state: Mutex::new(state),
        }
    }

    /// The next task that is submitted runs into this fault.
    pub(crate) fn arm(&self, fault: TaskFault) {
        self.now().tasks.arm(fault);
    }

    /// Pauses the tasks of a collection, as an administrator's pause rule does.
    pub(crate) fn pause(&self, collection: &str, message: &str) {
        let mut state = self.now();
        let now = state.now();
        state.tasks.pause(collection, message, now);
    }

    /// Lets the tasks of a collection continue.
    pub(crate) fn resume(&self, collection: &str) {
        let mut state = self.now();
        let now = state.now();
        state.tasks.resume(collection, now);
    }

    /// The state, brought up to now.
    fn now(&self) -> MutexGuard<'_, State> {
        self.at(self.clock.now())
    }

    /// The state, brought up to `now`.
    fn at(&self, now: Timestamp) -> MutexGuard<'_, State> {
        // Each step leaves the state whole, even if the next one panics.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.catch_up(now, &self.auth);
        state
    }
}
