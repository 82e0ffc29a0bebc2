//! Globus Auth Requirements Errors: a service says what a login has to satisfy.

mod form;
mod legacy;
mod parameters;
mod read;
mod requirements_error;

pub use parameters::GlobusAuthorizationParameters;
pub use requirements_error::Gare;
