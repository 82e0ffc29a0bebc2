//! Records requests, without their secrets.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::Value;

use super::redact;

/// Larger than any request that this Globus accepts.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// A request as received. Bearer tokens, passwords and the secrets of forms are left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Recorded {
    /// In capitals.
    pub method: String,
    /// Without the query.
    pub path: String,
    /// Decoded, in the order sent.
    pub query: Vec<(String, String)>,
    /// `Bearer` or `Basic`, if the request has an `Authorization` header.
    pub authorization: Option<String>,
    /// The `User-Agent` header.
    pub user_agent: Option<String>,
    /// The body, if it is JSON; otherwise null.
    pub json: Value,
    /// The body, if it is a form: decoded, in the order sent.
    pub form: Vec<(String, String)>,
}

/// The record, and the request unchanged.
pub(super) async fn read(request: Request) -> Result<(Recorded, Request), Response> {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    };
    let header = |name| parts.headers.get(name)?.to_str().ok();
    let kind = header(header::CONTENT_TYPE).unwrap_or_default();
    let (mut json, mut form) = (Value::Null, Vec::new());
    if kind.starts_with("application/x-www-form-urlencoded") {
        form = redact::pairs(&body);
    } else if let Ok(value) = serde_json::from_slice(&body) {
        json = value;
        redact::json(&mut json);
    }
    let scheme = header(header::AUTHORIZATION).and_then(|value| value.split(' ').next());
    let recorded = Recorded {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: redact::pairs(parts.uri.query().unwrap_or_default().as_bytes()),
        authorization: scheme.map(str::to_owned),
        user_agent: header(header::USER_AGENT).map(str::to_owned),
        json,
        form,
    };
    Ok((recorded, Request::from_parts(parts, Body::from(body))))
}
