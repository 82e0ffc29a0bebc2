//! The checks of logins, tokens and transport, each a test named after it.

mod again;
mod answers;
mod apps;
mod between;
mod certified;
mod client_app;
mod consents;
mod fake;
mod identity;
mod keychain;
mod logs;
mod oidc;
mod processes;
mod program;
mod redrive;
mod renewal;
mod requests;
mod rotation;
mod secrets;
mod shared_login;
mod sign_out;
mod signer;
mod support;
mod transport;
mod unsaved;
mod variables;
