//! Callers of Auth's resources.

use axum::http::HeaderMap;

use crate::{
    auth::{Access, Auth, error::AuthError},
    bearer::bearer,
};

const RESOURCE_SERVER: &str = "auth.globus.org";

/// The caller, whatever scopes the token has.
pub(super) fn caller(auth: &Auth, headers: &HeaderMap) -> Result<Access, AuthError> {
    let access = bearer(headers).and_then(|token| auth.access(token, RESOURCE_SERVER));
    access.ok_or(AuthError::Unauthorized)
}

/// The caller, if the token has one of `scopes`. An error names the first.
pub(super) fn caller_with(
    auth: &Auth,
    headers: &HeaderMap,
    scopes: &'static [&'static str],
) -> Result<Access, AuthError> {
    let access = caller(auth, headers)?;
    if access
        .scopes
        .iter()
        .any(|scope| scopes.contains(&scope.as_str()))
    {
        Ok(access)
    } else {
        Err(AuthError::MissingScope(
            scopes.first().copied().unwrap_or_default(),
        ))
    }
}
