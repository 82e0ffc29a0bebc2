//! Controls for tests that no real client has: faults, demands and the clock.
//!
//! The process that starts a Globus uses its handle. Over HTTP they are served only if
//! [`Builder::control`](crate::Builder::control) asked for it, below a path that Globus does not
//! use, and only to clients that have the secret of this start.

mod answer;
mod demand;
mod dialect;
mod fault;
mod orders;
mod person;
mod record;
mod redact;
mod routes;
mod secret;
mod stage;
mod tasks;

pub use demand::{Demand, GareForm};
pub use fault::Fault;
pub(crate) use orders::Control;
pub use record::Recorded;
pub(crate) use routes::{PATH, router};
pub(crate) use secret::Secret;
pub(crate) use stage::Stage;
