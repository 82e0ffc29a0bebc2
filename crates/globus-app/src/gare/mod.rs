//! Globus Auth Requirements Errors (GAREs): a service says what a login must satisfy.

mod form;
mod legacy;
mod parameters;
mod read;
mod requirements_error;

pub use parameters::GlobusAuthorizationParameters;
pub use requirements_error::Gare;
