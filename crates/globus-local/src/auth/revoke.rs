//! Revocation (RFC 7009).

use std::sync::Arc;

use axum::{
    Form, Json,
    extract::{State, rejection::FormRejection},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::server::Globus;

#[derive(Deserialize)]
pub(crate) struct RevokeRequest {
    token: String,
}

/// The same answer always: revoking what is unknown succeeds as well (RFC 7009 §2.2).
pub(crate) async fn revoke(
    State(globus): State<Arc<Globus>>,
    form: Result<Form<RevokeRequest>, FormRejection>,
) -> Json<Value> {
    if let Ok(Form(request)) = form {
        globus.auth.grants().revoke(&request.token);
    }
    Json(json!({ "active": false }))
}
