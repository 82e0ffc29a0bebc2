//! Errors as Flows writes them.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Why Flows refuses a call.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FlowsError {
    #[error("Expired or invalid access token")]
    Authentication,
    #[error("The access token has none of the scopes view_flows, manage_flows and all")]
    MissingScope,
    #[error("No flow exists with id value {0}")]
    NotFound(String),
    #[error("{0}")]
    Unprocessable(String),
}

impl IntoResponse for FlowsError {
    fn into_response(self) -> Response {
        let (status, code) = match self {
            Self::Authentication => (StatusCode::UNAUTHORIZED, "AUTHENTICATION_ERROR"),
            Self::MissingScope => (StatusCode::FORBIDDEN, "MISSING_SCOPE"),
            Self::NotFound(_) => (StatusCode::NOT_FOUND, "NOT_FOUND"),
            Self::Unprocessable(_) => (StatusCode::UNPROCESSABLE_ENTITY, "UNPROCESSABLE_ENTITY"),
        };
        let body = json!({
            "error": { "code": code, "detail": self.to_string() },
            "debug_id": uuid::Uuid::new_v4(),
        });
        (status, Json(body)).into_response()
    }
}
