//! Permissions: what an account is asked for, what it holds, and what they are called in words.

pub mod branches;
pub mod facts;
pub mod features;
pub mod granted;
pub mod names;
pub mod stored;
pub mod words;
