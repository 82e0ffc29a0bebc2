//! Revoking (RFC 7009) and validating tokens.

use std::sync::Arc;

use axum::{
    Form, Json,
    extract::{State, rejection::FormRejection},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::auth::Auth;

#[derive(Deserialize)]
pub(super) struct OneToken {
    token: String,
}

/// Always gives the same answer: revoking an unknown token succeeds too (RFC 7009 §2.2).
pub(super) async fn revoke(
    State(auth): State<Arc<Auth>>,
    form: Result<Form<OneToken>, FormRejection>,
) -> Json<Value> {
    if let Ok(Form(request)) = form {
        auth.grants().revoke(&request.token);
    }
    Json(json!({ "active": false }))
}

/// Undocumented; used by the Globus CLI.
pub(super) async fn validate(
    State(auth): State<Arc<Auth>>,
    form: Result<Form<OneToken>, FormRejection>,
) -> Json<Value> {
    let is_active =
        form.is_ok_and(|Form(request)| auth.grants().any(&request.token, auth.now()).is_some());
    Json(json!({ "active": is_active }))
}
