//! What an account is asked for, and what this app does with it.

pub mod branches;
pub mod features;
pub mod stored;
