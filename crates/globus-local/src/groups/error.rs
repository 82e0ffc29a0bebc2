//! Errors as Groups writes them (`BaseErrorModel` of its OpenAPI document).

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Why Groups refuses a call.
#[derive(Debug, thiserror::Error)]
pub(super) enum GroupsError {
    #[error("The token is missing, expired or revoked")]
    Unauthorized,
    #[error("None of the token's scopes allows this call")]
    Forbidden {
        /// The scopes of the token.
        provided: Vec<String>,
    },
    #[error("statuses: {0:?} is not a status")]
    Status(String),
}

impl IntoResponse for GroupsError {
    fn into_response(self) -> Response {
        let (status, code) = match &self {
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "UNAUTHORIZED"),
            Self::Forbidden { .. } => (StatusCode::FORBIDDEN, "FORBIDDEN"),
            Self::Status(_) => (StatusCode::UNPROCESSABLE_ENTITY, "UNPROCESSABLE_ENTITY"),
        };
        let mut body = json!({ "code": code, "detail": self.to_string() });
        if let Self::Forbidden { provided } = self {
            body["provided_scopes"] = provided.into();
        }
        (status, Json(body)).into_response()
    }
}
