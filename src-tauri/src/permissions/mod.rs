//! Permissions an account holds, and what they are called in words.

pub mod facts;
pub mod granted;
pub mod names;
pub mod status;
pub mod words;
