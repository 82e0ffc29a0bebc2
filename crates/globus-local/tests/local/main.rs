//! The local Globus over HTTP, as its clients see it.

mod authorize;
mod consent;
mod flows;
mod handle;
mod oidc;
mod session;
mod support;
mod token;
mod transfer;
