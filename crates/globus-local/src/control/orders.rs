//! What was ordered and has not happened yet, and what happened.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::{extract::Request, response::Response};

use super::{demand::Demand, fault::Fault, record::Recorded, secret::Secret};
use crate::{bearer::bearer, globus::Globus};

/// The faults and demands that are to come, and the requests that came.
#[derive(Debug, Default)]
pub(crate) struct Control {
    secret: Option<Secret>,
    faults: Mutex<Vec<Fault>>,
    demands: Mutex<Vec<Demand>>,
    recorded: Mutex<Vec<Recorded>>,
}

impl Control {
    /// With a control plane over HTTP, and a record of the requests.
    pub(crate) fn over_http() -> Self {
        Self {
            secret: Some(Secret::random()),
            ..Self::default()
        }
    }

    pub(crate) fn secret(&self) -> Option<&Secret> {
        self.secret.as_ref()
    }

    pub(crate) fn inject(&self, fault: Fault) {
        lock(&self.faults).push(fault);
    }

    pub(crate) fn demand(&self, demand: Demand) {
        lock(&self.demands).push(demand);
    }

    pub(super) fn record(&self, request: Recorded) {
        lock(&self.recorded).push(request);
    }

    pub(crate) fn recorded(&self) -> Vec<Recorded> {
        lock(&self.recorded).clone()
    }

    /// Forgets faults, demands and the record.
    pub(super) fn reset(&self) {
        lock(&self.faults).clear();
        lock(&self.demands).clear();
        lock(&self.recorded).clear();
    }

    /// The first fault for this request, and one time less of it.
    pub(super) fn next_fault(&self, request: &Request) -> Option<Fault> {
        let mut faults = lock(&self.faults);
        let place = faults.iter().position(|fault| fault.is_for(request))?;
        faults[place].times = faults[place].times.saturating_sub(1);
        if faults[place].times == 0 {
            return Some(faults.remove(place));
        }
        Some(faults[place].clone())
    }

    /// The first demand that stands in the way of this request; one whose login was done is gone.
    pub(super) fn refusal(&self, globus: &Globus, request: &Request) -> Option<Response> {
        let path = request.uri().path();
        // Who carries no token is refused by the service itself.
        let token = bearer(request.headers())?;
        let mut demands = lock(&self.demands);
        demands.retain(|demand| !(demand.is_for(path) && demand.is_done(&globus.auth, token)));
        let demand = demands.iter_mut().find(|demand| demand.is_for(path))?;
        Some(demand.refuse(path, globus.clock.now()))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Lists that are only pushed to and taken from: a poisoned one is still whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
