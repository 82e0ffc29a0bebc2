//! Revocation (RFC 7009), and the question whether a token is good.

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

/// The same answer always: revoking what is unknown succeeds as well (RFC 7009 §2.2).
pub(super) async fn revoke(
    State(auth): State<Arc<Auth>>,
    form: Result<Form<OneToken>, FormRejection>,
) -> Json<Value> {
    if let Ok(Form(request)) = form {
        auth.grants().revoke(&request.token);
    }
    Json(json!({ "active": false }))
}

/// As the Globus CLI asks; undocumented.
pub(super) async fn validate(
    State(auth): State<Arc<Auth>>,
    form: Result<Form<OneToken>, FormRejection>,
) -> Json<Value> {
    let is_active =
        form.is_ok_and(|Form(request)| auth.grants().any(&request.token, auth.now()).is_some());
    Json(json!({ "active": is_active }))
}
