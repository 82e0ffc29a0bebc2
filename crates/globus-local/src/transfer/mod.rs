//! Globus Transfer: collections with real files, and tasks that move them.

mod actions;
mod bookmarks;
mod call;
mod collections;
mod error;
mod files;
mod parameters;
pub(crate) mod routes;
mod state;
mod submit;
mod tasks;
mod time;

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

pub(crate) use collections::{collection_name, lacks_scope, needs_data_access};
pub(crate) use error::TransferError;
use state::State;
pub(crate) use tasks::COUNT;
pub use tasks::TaskFault;

const RESOURCE_SERVER: &str = "transfer.api.globus.org";
const SCOPE: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";

/// State of Globus Transfer.
#[derive(Debug)]
pub(crate) struct Transfer {
    state: Mutex<State>,
}

impl Transfer {
    /// The same seed gives the same data. Of `tasks` that were there before the start, the newest
    /// are the same however many there are.
    pub(crate) fn new(seed: u64, now: Timestamp, tasks: usize) -> Self {
        Self {
            state: Mutex::new(State::new(seed, now, tasks)),
        }
    }

    /// The task that is submitted next meets a fault.
    pub(crate) fn arm(&self, fault: TaskFault, now: Timestamp) {
        self.at(now).tasks.arm(fault);
    }

    /// Tasks of a collection wait from now on, as an administrator's rule makes them.
    pub(crate) fn pause(&self, collection: &str, message: &str, now: Timestamp) {
        self.at(now).tasks.pause(collection, message, now);
    }

    /// They go on.
    pub(crate) fn resume(&self, collection: &str, now: Timestamp) {
        self.at(now).tasks.resume(collection, now);
    }

    /// Everything, with all that was due until `now` done.
    fn at(&self, now: Timestamp) -> MutexGuard<'_, State> {
        // Each step leaves a whole state behind, also if the next one panics.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.catch_up(now);
        state
    }
}
