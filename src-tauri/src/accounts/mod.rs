//! The accounts on this computer, as they are remembered: who and where, never a token.

pub mod file;
pub mod identities;
pub mod record;
pub mod view;
