//! OpenID Connect discovery, and the public key.

use std::sync::Arc;

use axum::{Json, Router, extract::State, routing::get};
use serde_json::{Value, json};

use super::Auth;

pub(super) fn router() -> Router<Arc<Auth>> {
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/jwk.json", get(keys))
}

/// Has the keys of Globus Auth's own document; all addresses are local.
async fn discovery(State(auth): State<Arc<Auth>>) -> Json<Value> {
    let issuer = &auth.issuer;
    let url = issuer.url();
    Json(json!({
        "issuer": issuer.id(),
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

async fn keys(State(auth): State<Arc<Auth>>) -> Json<Value> {
    Json(auth.key().public())
}
