//! The library beside the unmodified Globus SDK: scopes, consents and GAREs, with thousands of
//! inputs made up from fixed seeds and given to both; the answers that the SDK ships for tests; and
//! the requests that it sends.

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
