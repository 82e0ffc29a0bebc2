//! Errors as Transfer writes them.

use axum::{
    Json,
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

/// Why Transfer refuses a call. [`write_document`] writes the document, where the path is known.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct TransferError {
    status: StatusCode,
    code: &'static str,
    message: String,
    /// The fields of the document besides the four that every error has.
    more: Map<String, Value>,
}

impl TransferError {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            more: Map::new(),
        }
    }

    pub(super) fn with(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.to_owned(), value);
        self
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "ClientError.BadRequest", message)
    }

    pub(super) fn authentication_failed() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "ClientError.AuthenticationFailed",
            "Token is not active",
        )
    }

    pub(super) fn permission_denied(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "PermissionDenied", message)
    }

    pub(super) fn not_found(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, message)
    }

    pub(super) fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "Conflict", message)
    }

    /// An error that an endpoint reports. Trying the same again is never worthwhile.
    pub(super) fn external(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_GATEWAY, code, message)
    }

    pub(super) fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalError",
            "The local Globus failed. See its log.",
        )
    }

    fn document(self, resource: &str) -> Response {
        let mut document = self.more;
        document.insert("code".to_owned(), self.code.into());
        document.insert("message".to_owned(), self.message.into());
        document.insert("request_id".to_owned(), request_id());
        document.insert("resource".to_owned(), resource.into());
        (self.status, Json(document)).into_response()
    }
}

/// Leaves the document empty: only a layer above the handlers knows the path of the request.
impl IntoResponse for TransferError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A result without data.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    data_type: &'static str,
    code: &'static str,
    message: String,
    more: Map<String, Value>,
}

impl Done {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            data_type: "result",
            code,
            message: message.into(),
            more: Map::new(),
        }
    }

    pub(super) fn data_type(mut self, data_type: &'static str) -> Self {
        self.data_type = data_type;
        self
    }

    pub(super) fn with(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.to_owned(), value);
        self
    }

    fn document(self, status: StatusCode, resource: &str) -> Response {
        let mut document = self.more;
        document.insert("DATA_TYPE".to_owned(), self.data_type.into());
        document.insert("code".to_owned(), self.code.into());
        document.insert("message".to_owned(), self.message.into());
        document.insert("request_id".to_owned(), request_id());
        document.insert("resource".to_owned(), resource.into());
        (status, Json(document)).into_response()
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        let mut response = StatusCode::OK.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the documents of errors and results, which contain the path of the request.
pub(super) async fn write_document(request: Request, next: Next) -> Response {
    let resource = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<TransferError>() {
        return error.document(&resource);
    }
    match response.extensions_mut().remove::<Done>() {
        Some(done) => done.document(response.status(), &resource),
        None => response,
    }
}

/// Nine characters, as in the recorded answers.
fn request_id() -> Value {
    let id = uuid::Uuid::new_v4().simple().to_string();
    json!(id.get(..9))
}
