//! Faults and demands that are still to come, and the requests so far.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::{extract::Request, response::Response};

use super::{demand::Demand, fault::Fault, record::Recorded, secret::Secret};
use crate::{bearer::bearer, globus::Globus};

/// The faults and demands that are still to come, and the recorded requests.
#[derive(Debug, Default)]
pub(crate) struct Control {
    secret: Option<Secret>,
    faults: Mutex<Vec<Fault>>,
    demands: Mutex<Vec<Demand>>,
    recorded: Mutex<Vec<Recorded>>,
}

impl Control {
    /// With a control plane over HTTP, and a record of requests.
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

    /// Takes the first fault for this request, and counts it down.
    pub(super) fn next_fault(&self, request: &Request) -> Option<Fault> {
        let mut faults = lock(&self.faults);
        let place = faults.iter().position(|fault| fault.is_for(request))?;
        faults[place].times = faults[place].times.saturating_sub(1);
        if faults[place].times == 0 {
            return Some(faults.remove(place));
        }
        Some(faults[place].clone())
    }

    /// The refusal of the first demand that this request does not satisfy. Satisfied demands are
    /// dropped.
    pub(super) fn refusal(&self, globus: &Globus, request: &Request) -> Option<Response> {
        let path = request.uri().path();
        // A request without a token is refused by the service itself.
        let token = bearer(request.headers())?;
        let mut demands = lock(&self.demands);
        demands.retain(|demand| !(demand.is_for(path) && demand.is_done(&globus.auth, token)));
        let demand = demands.iter_mut().find(|demand| demand.is_for(path))?;
        Some(demand.refuse(path, globus.clock.now()))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // The lists are only pushed to and removed from, so a poisoned one is still whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
