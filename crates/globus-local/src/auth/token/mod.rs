//! The token endpoint (RFC 6749 §3.2).

mod client_credentials;
mod code;
mod dependent;
mod document;
mod introspect;
mod refresh;
mod revoke;

use std::sync::Arc;

use axum::{
    Form, Json, Router,
    extract::{State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Auth, clients::Client};
use crate::globus::Globus;

pub(super) fn router() -> Router<Arc<Globus>> {
    Router::new()
        .route("/v2/oauth2/token", post(token))
        .route("/v2/oauth2/token/revoke", post(revoke::revoke))
        .route("/v2/oauth2/token/validate", post(revoke::validate))
        .route("/v2/oauth2/token/introspect", post(introspect::introspect))
}

#[derive(Deserialize)]
struct TokenRequest {
    grant_type: Option<String>,
    client_id: Option<String>,
    code: Option<String>,
    code_verifier: Option<String>,
    redirect_uri: Option<String>,
    refresh_token: Option<String>,
    scope: Option<String>,
    token: Option<String>,
    access_type: Option<String>,
}

type Grant = fn(&Auth, &Client, &TokenRequest) -> Result<Value, Refused>;

/// Why no token is given.
enum Refused {
    /// Globus says 401 where RFC 6749 §5.2 says 400.
    InvalidGrant,
    InvalidClient,
    InvalidScope(String),
    Unsupported,
    /// Scopes that the person has not allowed yet.
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

async fn token(
    State(globus): State<Arc<Globus>>,
    headers: HeaderMap,
    form: Result<Form<TokenRequest>, FormRejection>,
) -> Response {
    let Ok(Form(request)) = form else {
        return answer(StatusCode::BAD_REQUEST, json!({"error": "invalid_request"}));
    };
    let grant: Grant = match request.grant_type.as_deref() {
        Some("authorization_code") => code::exchange,
        Some("refresh_token") => refresh::refresh,
        Some("client_credentials") => client_credentials::grant,
        Some("urn:globus:auth:grant_type:dependent_token") => dependent::grant,
        _ => return Refused::Unsupported.into_response(),
    };
    let auth = &globus.auth;
    let client = auth
        .clients()
        .authenticate(&headers, request.client_id.as_deref());
    let tokens = match client {
        Some(client) => grant(auth, &client, &request),
        None => Err(Refused::InvalidClient),
    };
    match tokens {
        Ok(tokens) => answer(StatusCode::OK, tokens),
        Err(refused) => refused.into_response(),
    }
}

fn answer(status: StatusCode, body: Value) -> Response {
    // RFC 6749 §5.1
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
