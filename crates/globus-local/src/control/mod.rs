//! What no real client can ask of Globus: faults, demands and a clock, for tests.
//!
//! The process that starts a Globus has them on its handle. Over HTTP they are there only where
//! [`Builder::control`](crate::Builder::control) asked for it, below a path that Globus does not
//! use, and only for who knows the secret of this start.

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
