//! The local Globus over HTTP, as its clients see it.

mod authorize;
mod consent;
mod consents_page;
mod control;
mod demands;
mod flow_changes;
mod flows;
mod handle;
mod names;
mod oidc;
mod requirements;
mod researcher;
mod runs;
mod sample_runs;
mod session;
mod support;
mod token;
mod transfer;
mod web_inputs;
