//! The error format of Auth's resources: a JSON:API list next to the two fields of OAuth 2.0.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Why a call to one of Auth's resources is refused.
#[derive(Debug, thiserror::Error)]
pub(super) enum AuthError {
    #[error("Call must be authenticated")]
    Unauthorized,
    #[error("Call does not have the scope {0}")]
    MissingScope(&'static str),
    #[error("Call is not allowed")]
    Forbidden,
    #[error("{0}")]
    BadRequest(&'static str),
}

impl IntoResponse for AuthError {
    fn into_response(self) -> Response {
        let (status, code) = match self {
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "UNAUTHORIZED"),
            Self::MissingScope(_) | Self::Forbidden => (StatusCode::FORBIDDEN, "FORBIDDEN"),
            Self::BadRequest(_) => (StatusCode::BAD_REQUEST, "BAD_REQUEST"),
        };
        let title = status.canonical_reason().unwrap_or_default();
        let body = json!({
            "errors": [{
                "status": status.as_str(),
                "id": uuid::Uuid::new_v4(),
                "code": code,
                "detail": self.to_string(),
                "title": title,
            }],
            "error": title.to_lowercase(),
            "error_description": title,
        });
        (status, Json(body)).into_response()
    }
}
