//! OpenID Connect: discovery, keys, id_token and userinfo.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha512};

use super::{Auth, grants::ACCESS_LIFE, person};
use crate::server::{Globus, bearer};

pub(crate) async fn discovery(State(globus): State<Arc<Globus>>) -> Json<Value> {
    let Auth { url, .. } = &globus.auth;
    Json(json!({
        "issuer": globus.auth.issuer(),
        "authorization_endpoint": format!("{url}v2/oauth2/authorize"),
        "userinfo_endpoint": format!("{url}v2/oauth2/userinfo"),
        "token_endpoint": format!("{url}v2/oauth2/token"),
        "revocation_endpoint": format!("{url}v2/oauth2/token/revoke"),
        "jwks_uri": format!("{url}jwk.json"),
        "response_types_supported": ["code", "token", "token id_token", "id_token"],
        "id_token_signing_alg_values_supported": ["RS512"],
        "scopes_supported": ["openid", "email", "profile"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "claims_supported": [
            "at_hash", "aud", "email", "exp", "name", "nonce", "preferred_username", "iat", "iss",
            "sub"
        ],
        "subject_types_supported": ["public"],
    }))
}

pub(crate) async fn keys(State(globus): State<Arc<Globus>>) -> Json<Value> {
    Json(globus.auth.key.public())
}

pub(crate) async fn userinfo(State(globus): State<Arc<Globus>>, headers: HeaderMap) -> Response {
    let access = bearer(&headers).and_then(|token| globus.auth.access(token, "auth.globus.org"));
    match access {
        Some(access) if access.scopes.iter().any(|scope| scope == "openid") => {
            Json(claims(&access.scopes)).into_response()
        }
        Some(_) => refused(StatusCode::FORBIDDEN, "FORBIDDEN", "Forbidden"),
        None => refused(StatusCode::UNAUTHORIZED, "UNAUTHORIZED", "Unauthorized"),
    }
}

/// The error dialect of Auth's resources.
fn refused(status: StatusCode, code: &str, title: &str) -> Response {
    let body = json!({
        "errors": [{
            "status": status.as_str(),
            "id": uuid::Uuid::new_v4(),
            "code": code,
            "detail": "Call must be authenticated",
            "title": title,
        }],
        "error": title.to_lowercase(),
        "error_description": title,
    });
    (status, Json(body)).into_response()
}

/// Who signed in, as far as the scopes tell.
fn claims(scopes: &[String]) -> Map<String, Value> {
    let has = |name: &str| scopes.iter().any(|scope| scope == name);
    let signed_in = Timestamp::now().as_second() - 60;
    let mut claims = Map::new();
    let mut add = |name: &str, value: Value| drop(claims.insert(name.to_owned(), value));
    add("sub", person::ID.into());
    add("last_authentication", signed_in.into());
    add(
        "identity_set",
        json!([{
            "sub": person::ID,
            "name": person::NAME,
            "username": person::USERNAME,
            "email": person::USERNAME,
            "organization": person::ORGANIZATION,
            "identity_provider": person::PROVIDER,
            "identity_provider_display_name": person::PROVIDER_NAME,
            "last_authentication": signed_in,
        }]),
    );
    if has("email") {
        add("email", person::USERNAME.into());
    }
    if has("profile") {
        add("name", person::NAME.into());
        add("preferred_username", person::USERNAME.into());
        add("organization", person::ORGANIZATION.into());
        add("identity_provider", person::PROVIDER.into());
        add(
            "identity_provider_display_name",
            person::PROVIDER_NAME.into(),
        );
    }
    claims
}

/// The id_token that goes with `access_token` (OpenID Connect Core §3.1.3.6 for `at_hash`).
pub(super) fn id_token(
    auth: &Auth,
    client_id: &str,
    scopes: &[String],
    nonce: Option<&str>,
    access_token: &str,
) -> Option<String> {
    let now = Timestamp::now().as_second();
    let digest = Sha512::digest(access_token);
    let (left_half, _) = digest.split_at(digest.len() / 2);
    let mut claims = claims(scopes);
    let mut add = |name: &str, value: Value| drop(claims.insert(name.to_owned(), value));
    add("iss", auth.issuer().into());
    add("aud", client_id.into());
    add("iat", now.into());
    add("exp", (now + ACCESS_LIFE).into());
    add("at_hash", URL_SAFE_NO_PAD.encode(left_half).into());
    if let Some(nonce) = nonce {
        add("nonce", nonce.into());
    }
    auth.key.sign(&Value::Object(claims))
}
