//! The data behind the Access page.

pub mod consents;
pub mod editor;
pub mod scopes;
pub mod tokens;
