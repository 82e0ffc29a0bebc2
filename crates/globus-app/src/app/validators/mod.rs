//! Whether a stored token can be used: one question per file
//! (`globus_sdk/token_storage/validating_token_storage/validators.py`).

mod expiry;
mod identity;
mod scopes;

pub(super) use expiry::{is_refreshable, not_expired_or_refreshable};
pub(super) use identity::adopt_or_check_identity;
pub(super) use scopes::scope_requirements;
