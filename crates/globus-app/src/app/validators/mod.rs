//! Whether a stored token does: one question a file
//! (`globus_sdk/token_storage/validating_token_storage/validators.py`).

mod expiry;
mod identity;
mod scopes;

pub(super) use expiry::{is_refreshable, not_expired_or_refreshable};
pub(super) use identity::unchanging_identity;
pub(super) use scopes::scope_requirements;
