//! Auth's resources: identities, consents, clients and who a token belongs to.

mod clients;
mod consents;
mod identities;
mod userinfo;

use std::sync::Arc;

use axum::{
    Router,
    http::HeaderMap,
    routing::{delete, get, post},
};

use super::{Access, Auth, error::AuthError};
use crate::{bearer::bearer, globus::Globus};

const RESOURCE_SERVER: &str = "auth.globus.org";

pub(super) fn router() -> Router<Arc<Globus>> {
    Router::new()
        .route("/v2/oauth2/userinfo", get(userinfo::userinfo))
        .route("/v2/api/identities", get(identities::look_up))
        .route("/v2/api/identities/{id}", get(identities::one))
        .route("/v2/api/identities/{id}/consents", get(consents::list))
        .route("/v2/api/clients", post(clients::create))
        .route("/v2/api/clients/{id}", delete(clients::remove))
}

/// The caller, whatever scopes of Auth the token has.
fn caller(auth: &Auth, headers: &HeaderMap) -> Result<Access, AuthError> {
    let access = bearer(headers).and_then(|token| auth.access(token, RESOURCE_SERVER));
    access.ok_or(AuthError::Unauthorized)
}

/// The caller, if the token has one of `scopes`; the first is what an error names.
fn caller_with(
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
