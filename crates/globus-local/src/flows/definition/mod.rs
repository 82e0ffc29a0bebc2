//! Definitions: checked before they are stored, and what scopes they need.

mod check;
mod scopes;

pub(super) use check::check;
pub(super) use scopes::by_run_as;
