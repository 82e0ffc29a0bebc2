//! All tokens of an app belong to one identity.

use crate::{
    app::{inner::Inner, lock::lock, token_validation::TokenValidationError},
    tokens::TokenData,
};

/// Checks whose token it is. The first token that is used decides whose they all are.
pub(in crate::app) fn adopt_or_check_identity(
    inner: &Inner,
    token: &TokenData,
) -> Result<(), TokenValidationError> {
    let Some(found) = &token.identity_id else {
        return Ok(());
    };
    let mut known = lock(&inner.identity_id);
    match &*known {
        Some(expected) if expected != found => Err(TokenValidationError::IdentityMismatch {
            resource_server: token.resource_server.clone(),
            expected: expected.clone(),
            found: found.clone(),
        }),
        Some(_) => Ok(()),
        None => {
            *known = Some(found.clone());
            Ok(())
        }
    }
}
