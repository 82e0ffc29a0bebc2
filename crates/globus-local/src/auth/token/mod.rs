//! The token endpoint (RFC 6749 §3.2).

mod answer;
mod client_credentials;
mod code;
mod dependent;
mod document;
mod introspect;
mod refresh;
mod request;
mod revoke;

use std::sync::Arc;

use answer::{Refused, answer};
use axum::{
    Form, Router,
    extract::{State, rejection::FormRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use request::TokenRequest;
use serde_json::{Value, json};

use super::{Auth, clients::Client};

pub(super) fn router() -> Router<Arc<Auth>> {
    Router::new()
        .route("/v2/oauth2/token", post(token))
        .route("/v2/oauth2/token/revoke", post(revoke::revoke))
        .route("/v2/oauth2/token/validate", post(revoke::validate))
        .route("/v2/oauth2/token/introspect", post(introspect::introspect))
}

type Grant = fn(&Auth, &Client, &TokenRequest) -> Result<Value, Refused>;

async fn token(
    State(auth): State<Arc<Auth>>,
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
    let client = auth
        .clients()
        .authenticate(&headers, request.client_id.as_deref());
    let tokens = match client {
        Some(client) => grant(&auth, &client, &request),
        None => Err(Refused::InvalidClient),
    };
    match tokens {
        Ok(tokens) => answer(StatusCode::OK, tokens),
        Err(refused) => refused.into_response(),
    }
}
