//! A token that has expired and can't be renewed is useless.

use crate::app::{
    inner::{Grant, Inner},
    ledger::Held,
    token_validation::TokenValidationError,
};

pub(in crate::app) fn not_expired_or_refreshable(
    inner: &Inner,
    held: &Held,
) -> Result<(), TokenValidationError> {
    if held.is_stale() && !is_refreshable(inner, held) {
        Err(TokenValidationError::Expired {
            resource_server: held.token.resource_server.clone(),
        })
    } else {
        Ok(())
    }
}

/// Whether the token can be renewed without a login.
pub(in crate::app) fn is_refreshable(inner: &Inner, held: &Held) -> bool {
    match inner.grant {
        Grant::ToTheClient => true,
        Grant::ToAPerson { .. } => {
            inner.request_refresh_tokens && held.token.refresh_token.is_some()
        }
    }
}
