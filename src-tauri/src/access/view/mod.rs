//! What the Access screens show.

pub mod consents;
pub mod editor;
pub mod scopes;
pub mod tokens;
