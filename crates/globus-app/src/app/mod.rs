//! GlobusApp: which scopes are required, which token meets them, and when to log in.

mod authorizer;
mod builder;
mod call;
mod client_app;
mod config;
mod error;
mod globus_app;
mod held_tokens;
mod inner;
mod ledger;
mod lock;
mod login;
mod logout;
mod other_identity;
mod process_lock;
mod renewal;
mod requirements;
mod resolve_by_login_flow;
mod revocation;
mod running;
mod token_validation;
mod user_app;
mod valid_token;
mod validators;

pub use builder::{BuildError, ClientAppBuilder, UserAppBuilder};
pub use client_app::ClientApp;
pub use config::GlobusAppConfig;
pub use error::Error;
pub use globus_app::{GlobusApp, TokenValidationErrorHandler};
pub use held_tokens::HeldToken;
pub use other_identity::{KeepError, OtherIdentity};
pub use resolve_by_login_flow::ResolveByLoginFlow;
pub use token_validation::TokenValidationError;
pub use user_app::UserApp;
