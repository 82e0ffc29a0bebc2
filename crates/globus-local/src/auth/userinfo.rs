//! Who a token belongs to (OpenID Connect Core §5.3), and the error dialect of Auth's resources.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::claims::claims;
use crate::server::{Globus, bearer};

pub(crate) async fn userinfo(State(globus): State<Arc<Globus>>, headers: HeaderMap) -> Response {
    let access = bearer(&headers).and_then(|token| globus.auth.access(token, "auth.globus.org"));
    match access {
        Some(access) if access.scopes.iter().any(|scope| scope == "openid") => {
            Json(claims(&access.scopes, access.signed_in)).into_response()
        }
        Some(_) => refused(
            StatusCode::FORBIDDEN,
            "FORBIDDEN",
            "Call does not have the scope openid",
        ),
        None => refused(
            StatusCode::UNAUTHORIZED,
            "UNAUTHORIZED",
            "Call must be authenticated",
        ),
    }
}

/// A JSON:API list beside the pair that OAuth 2.0 has.
fn refused(status: StatusCode, code: &str, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or_default();
    let body = json!({
        "errors": [{
            "status": status.as_str(),
            "id": uuid::Uuid::new_v4(),
            "code": code,
            "detail": detail,
            "title": title,
        }],
        "error": title.to_lowercase(),
        "error_description": title,
    });
    (status, Json(body)).into_response()
}
