//! What no real client can ask of Globus: faults, demands and a clock, for tests.
//!
//! The process that starts a Globus has them on its handle. Over HTTP they are there only where
//! [`Builder::control`](crate::Builder::control) asked for it, below a path that Globus does not
//! use, and only for who knows the secret of this start.

mod demand;
mod dialect;
mod fault;
mod person;
mod record;
mod redact;
mod routes;
mod secret;
mod tasks;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, header},
    response::Response,
};
use jiff::{Timestamp, fmt::rfc2822::DateTimePrinter};

pub use demand::{Demand, GareForm};
pub use fault::Fault;
pub use record::Recorded;
pub(crate) use secret::Secret;

use crate::{clock::Ahead, running::Running, start_error::StartError};

/// Where the control plane is, below the base URL.
pub(crate) const PATH: &str = "_globus_local/";

/// What was asked for and has not happened yet, and what happened.
#[derive(Debug, Default)]
pub(crate) struct Control {
    secret: Option<Secret>,
    faults: Mutex<Vec<Fault>>,
    demands: Mutex<Vec<Demand>>,
    recorded: Mutex<Vec<Recorded>>,
}

/// What every request goes through.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) running: Arc<Running>,
    pub(crate) control: Arc<Control>,
    pub(crate) ahead: Ahead,
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

    pub(crate) fn recorded(&self) -> Vec<Recorded> {
        lock(&self.recorded).clone()
    }

    /// Forgets faults, demands and the record.
    pub(crate) fn reset(&self) {
        lock(&self.faults).clear();
        lock(&self.demands).clear();
        lock(&self.recorded).clear();
    }

    /// The first fault for this request, and one time less of it.
    fn next_fault(&self, request: &Request) -> Option<Fault> {
        let mut faults = lock(&self.faults);
        let place = faults.iter().position(|fault| fault.is_for(request))?;
        faults[place].times = faults[place].times.saturating_sub(1);
        if faults[place].times == 0 {
            return Some(faults.remove(place));
        }
        Some(faults[place].clone())
    }
}

impl Stage {
    /// As after the start, but for the clock.
    pub(crate) fn reset(&self) -> Result<(), StartError> {
        self.running.reset()?;
        self.control.reset();
        Ok(())
    }

    /// The services, and beside them the control plane where there is one.
    pub(crate) fn router(self) -> Router {
        let router = Router::new();
        let router = match self.control.secret() {
            Some(_) => router.nest(
                &format!("/{}", PATH.trim_end_matches('/')),
                routes::router(&self),
            ),
            None => router,
        };
        router.fallback(answer).with_state(self)
    }
}

/// Recorded, then refused if a demand says so, or answered; and spoilt if a fault says so.
async fn answer(State(stage): State<Stage>, request: Request) -> Response {
    let Stage {
        running, control, ..
    } = stage;
    let request = match control.secret {
        Some(_) => match record::read(request).await {
            Ok((recorded, request)) => {
                lock(&control.recorded).push(recorded);
                request
            }
            Err(too_large) => return too_large,
        },
        None => request,
    };
    let fault = control.next_fault(&request);
    let path = request.uri().path().to_owned();
    let answer = async {
        match demand::refusal(&control.demands, &running.globus(), &request) {
            Some(refusal) => refusal,
            None => running.answer(request).await,
        }
    };
    let mut response = match fault {
        Some(fault) => fault.spoil(&path, answer).await,
        None => answer.await,
    };
    // By this clock; the server itself would tell the computer's time.
    if let Some(date) = http_date(running.globus().clock.now()) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

fn http_date(time: Timestamp) -> Option<HeaderValue> {
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&time);
    date.ok()?.parse().ok()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Lists that are only pushed to and taken from: a poisoned one is still whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
