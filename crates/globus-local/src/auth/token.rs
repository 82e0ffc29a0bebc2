//! The token endpoint and revocation (RFC 6749, 7009, 7636).

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Form, Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    Auth,
    grants::{ACCESS_LIFE, IssuedKind, Refresh, Request},
    oidc,
    scopes::resource_server,
};
use crate::server::Globus;

#[derive(Deserialize)]
pub(crate) struct TokenRequest {
    grant_type: Option<String>,
    client_id: Option<String>,
    code: Option<String>,
    code_verifier: Option<String>,
    redirect_uri: Option<String>,
    refresh_token: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct RevokeRequest {
    token: Option<String>,
}

pub(crate) async fn token(
    State(globus): State<Arc<Globus>>,
    Form(request): Form<TokenRequest>,
) -> Response {
    let answer = match request.grant_type.as_deref() {
        Some("authorization_code") => exchange(&globus.auth, &request),
        Some("refresh_token") => refresh(&globus.auth, &request),
        _ => return refused(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
    };
    match answer {
        // RFC 6749 §5.1
        Some(tokens) => ([("Cache-Control", "no-store")], Json(tokens)).into_response(),
        // Globus says 401 where RFC 6749 §5.2 says 400.
        None => refused(StatusCode::UNAUTHORIZED, "invalid_grant"),
    }
}

/// Revoking what is unknown succeeds as well (RFC 7009 §2.2).
pub(crate) async fn revoke(
    State(globus): State<Arc<Globus>>,
    Form(request): Form<RevokeRequest>,
) -> Json<Value> {
    globus
        .auth
        .grants()
        .revoke(request.token.as_deref().unwrap_or_default());
    Json(json!({ "active": false }))
}

fn refused(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

fn exchange(auth: &Auth, request: &TokenRequest) -> Option<Value> {
    let verifier = request.code_verifier.as_deref()?;
    let granted = {
        let mut grants = auth.grants();
        grants.note(IssuedKind::CodeVerifier, verifier);
        grants.take_code(request.code.as_deref()?)?
    };
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
    let is_theirs = granted.challenge == challenge
        && Some(granted.redirect_uri.as_str()) == request.redirect_uri.as_deref()
        && Some(granted.client_id.as_str()) == request.client_id.as_deref();
    is_theirs.then(|| tokens(auth, &granted))?
}

/// One document per resource server: the first at the top, the others in `other_tokens`.
fn tokens(auth: &Auth, granted: &Request) -> Option<Value> {
    let mut by_server: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for scope in &granted.scopes {
        by_server
            .entry(resource_server(scope)?)
            .or_default()
            .push(scope.clone());
    }
    let mut documents: Vec<Value> = Vec::new();
    for (server, scopes) in &by_server {
        let mut grants = auth.grants();
        let access_token = grants.issue_access(server, scopes);
        let mut document = document(&access_token, server, scopes);
        document["state"] = granted.state.clone().into();
        if granted.offline {
            let refresh = Refresh {
                client_id: granted.client_id.clone(),
                resource_server: server.clone(),
                scopes: scopes.clone(),
            };
            document["refresh_token"] = grants.issue_refresh(refresh).into();
        }
        documents.push(document);
    }
    let mut first = documents.remove(0);
    first["other_tokens"] = documents.into();
    if granted.scopes.iter().any(|scope| scope == "openid") {
        let access_token = first["access_token"].as_str()?;
        let nonce = granted.nonce.as_deref();
        let token = oidc::id_token(
            auth,
            &granted.client_id,
            &granted.scopes,
            nonce,
            access_token,
        )?;
        auth.grants().note(IssuedKind::IdToken, &token);
        first["id_token"] = token.into();
    }
    Some(first)
}

/// Exactly one token, and the same refresh token again: Globus does not rotate them today.
fn refresh(auth: &Auth, request: &TokenRequest) -> Option<Value> {
    let mut grants = auth.grants();
    let token = request.refresh_token.as_deref()?;
    let Refresh {
        client_id,
        resource_server,
        scopes,
    } = grants.refresh(token)?;
    if Some(client_id.as_str()) != request.client_id.as_deref() {
        return None;
    }
    let access_token = grants.issue_access(&resource_server, &scopes);
    let mut document = document(&access_token, &resource_server, &scopes);
    document["refresh_token"] = token.into();
    document["other_tokens"] = json!([]);
    Some(document)
}

fn document(access_token: &str, resource_server: &str, scopes: &[String]) -> Value {
    json!({
        "access_token": access_token,
        "scope": scopes.join(" "),
        "expires_in": ACCESS_LIFE,
        "token_type": "Bearer",
        "resource_server": resource_server,
    })
}
