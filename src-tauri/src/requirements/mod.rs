//! The scopes that an account requires, and what Meridian uses them for.

pub mod branches;
pub mod features;
pub mod stored;
