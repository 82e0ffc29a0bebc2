//! Answers of the control plane.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::start_error::StartError;

pub(super) fn done() -> Response {
    Json(json!({ "ok": true })).into_response()
}

pub(super) fn problem(status: StatusCode, words: &str) -> Response {
    (status, Json(json!({ "error": words }))).into_response()
}

impl IntoResponse for StartError {
    fn into_response(self) -> Response {
        problem(StatusCode::INTERNAL_SERVER_ERROR, &self.to_string())
    }
}
