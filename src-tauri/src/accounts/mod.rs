//! The accounts on this computer: who and where, but never a token.

pub mod file;
pub mod identities;
pub mod record;
pub mod view;
