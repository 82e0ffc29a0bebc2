//! The permissions of an account, and how they are described.

pub mod facts;
pub mod granted;
pub mod names;
pub mod status;
pub mod words;
