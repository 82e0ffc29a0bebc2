//! Errors as Transfer writes them.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// The only resource there is, so far.
const RESOURCE: &str = "/v0.10/task_list";

/// Why Transfer refuses a call.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TransferError {
    #[error("Token is not active")]
    AuthenticationFailed,
    #[error("The access token lacks the scope urn:globus:auth:scope:transfer.api.globus.org:all")]
    PermissionDenied,
    #[error("{0}")]
    BadRequest(String),
}

impl IntoResponse for TransferError {
    fn into_response(self) -> Response {
        let (status, code) = match self {
            Self::AuthenticationFailed => {
                (StatusCode::UNAUTHORIZED, "ClientError.AuthenticationFailed")
            }
            Self::PermissionDenied => (StatusCode::FORBIDDEN, "PermissionDenied"),
            Self::BadRequest(_) => (StatusCode::BAD_REQUEST, "ClientError.BadRequest"),
        };
        let id = uuid::Uuid::new_v4().simple().to_string();
        let body = json!({
            "code": code,
            "message": self.to_string(),
            // Nine characters, as in the recorded answers.
            "request_id": id.get(..9),
            "resource": RESOURCE,
        });
        (status, Json(body)).into_response()
    }
}
