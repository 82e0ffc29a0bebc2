//! The userinfo endpoint (OpenID Connect Core §5.3).

use std::sync::Arc;

use axum::{Json, extract::State, http::HeaderMap};
use serde_json::{Value, json};

use super::caller::caller_with;
use crate::auth::{Auth, claims::claims, error::AuthError};

pub(super) async fn userinfo(
    State(auth): State<Arc<Auth>>,
    headers: HeaderMap,
) -> Result<Json<Value>, AuthError> {
    let access = caller_with(&auth, &headers, &["openid"])?;
    Ok(Json(match &access.session {
        Some(session) => claims(&access.scopes, session).into(),
        None => json!({ "sub": access.identity_id, "preferred_username": access.username }),
    }))
}
