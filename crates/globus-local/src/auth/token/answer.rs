//! Responses of the token endpoint (RFC 6749 §5).

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// Why no token is issued.
pub(super) enum Refused {
    /// Globus answers 401 where RFC 6749 §5.2 says 400.
    InvalidGrant,
    InvalidClient,
    InvalidScope(String),
    Unsupported,
    /// Scopes that the user has not allowed yet.
    DependentConsent(Vec<String>),
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, body) = match self {
            Self::InvalidGrant => (StatusCode::UNAUTHORIZED, json!({"error": "invalid_grant"})),
            Self::InvalidClient => (StatusCode::UNAUTHORIZED, json!({"error": "invalid_client"})),
            Self::InvalidScope(words) => (
                StatusCode::BAD_REQUEST,
                json!({"error": "invalid_scope", "error_description": words}),
            ),
            Self::Unsupported => (
                StatusCode::BAD_REQUEST,
                json!({"error": "unsupported_grant_type"}),
            ),
            Self::DependentConsent(scopes) => (
                StatusCode::FORBIDDEN,
                json!({
                    "error": "dependent_consent_required",
                    "errors": [{
                        "status": "403",
                        "id": uuid::Uuid::new_v4(),
                        "code": "DEPENDENT_CONSENT_REQUIRED",
                        "title": "Dependent Consent Required",
                        "detail": "The user has not consented to a dependent scope",
                        "unapproved_scopes": scopes,
                    }],
                }),
            ),
        };
        answer(status, body)
    }
}

pub(super) fn answer(status: StatusCode, body: Value) -> Response {
    // RFC 6749 §5.1
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
