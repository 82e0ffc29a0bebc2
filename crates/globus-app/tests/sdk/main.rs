//! The library beside the unmodified Globus SDK: scopes, consents and GAREs as the SDK sees them,
//! inputs by the thousand, made up from fixed seeds, put to both; the answers that the SDK ships
//! for tests; the requests that it sends.

mod answers;
mod apps;
mod consents;
mod gares;
mod made_up;
mod python;
mod requests;
mod scopes;
mod server;
mod verdicts;
mod wanted;
