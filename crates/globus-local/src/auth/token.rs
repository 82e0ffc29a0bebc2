//! The token endpoint (RFC 6749 §4.1.3 and §6, RFC 7636 §4.5).

use std::sync::Arc;

use axum::{
    Form, Json,
    extract::{State, rejection::FormRejection},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    Auth, claims,
    grants::{ACCESS_LIFE, Granted, Refresh},
    issued::IssuedKind,
    scopes::resource_server,
};
use crate::server::Globus;

/// The server whose token stands at the top of an answer, if it is asked for.
const AUTH: &str = "auth.globus.org";

#[derive(Deserialize)]
pub(crate) struct TokenRequest {
    grant_type: Option<String>,
    client_id: Option<String>,
    code: Option<String>,
    code_verifier: Option<String>,
    redirect_uri: Option<String>,
    refresh_token: Option<String>,
}

pub(crate) async fn token(
    State(globus): State<Arc<Globus>>,
    form: Result<Form<TokenRequest>, FormRejection>,
) -> Response {
    let Ok(Form(request)) = form else {
        return answer(StatusCode::BAD_REQUEST, json!({"error": "invalid_request"}));
    };
    let tokens = match request.grant_type.as_deref() {
        Some("authorization_code") => exchange(&globus.auth, &request),
        Some("refresh_token") => refresh(&globus.auth, &request),
        _ => {
            let unsupported = json!({"error": "unsupported_grant_type"});
            return answer(StatusCode::BAD_REQUEST, unsupported);
        }
    };
    match tokens {
        Some(tokens) => answer(StatusCode::OK, tokens),
        // Globus says 401 where RFC 6749 §5.2 says 400.
        None => answer(StatusCode::UNAUTHORIZED, json!({"error": "invalid_grant"})),
    }
}

fn answer(status: StatusCode, body: Value) -> Response {
    // RFC 6749 §5.1
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

fn exchange(auth: &Auth, request: &TokenRequest) -> Option<Value> {
    let verifier = request.code_verifier.as_deref()?;
    let granted = {
        let mut grants = auth.grants();
        grants.note(IssuedKind::CodeVerifier, verifier);
        grants.take_code(request.code.as_deref()?, auth.now())?
    };
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
    let asked = &granted.request;
    let is_theirs = is_verifier(verifier)
        && asked.challenge == challenge
        && Some(asked.redirect_uri.as_str()) == request.redirect_uri.as_deref()
        && Some(asked.client_id.as_str()) == request.client_id.as_deref();
    is_theirs.then(|| tokens(auth, &granted))?
}

/// RFC 7636 §4.1
fn is_verifier(text: &str) -> bool {
    let is_unreserved =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    (43..=128).contains(&text.len()) && text.bytes().all(is_unreserved)
}

/// One document per resource server: Auth's own, else the first asked for, at the top; the others
/// in `other_tokens`, which is there even if it is empty.
fn tokens(auth: &Auth, granted: &Granted) -> Option<Value> {
    let asked = &granted.request;
    let mut by_server: Vec<(String, Vec<String>)> = Vec::new();
    for scope in &asked.scopes {
        let server = resource_server(&scope.name)?;
        match by_server.iter_mut().find(|(known, _)| *known == server) {
            Some((_, scopes)) => scopes.push(scope.name.clone()),
            None => by_server.push((server, vec![scope.name.clone()])),
        }
    }
    by_server.sort_by_key(|(server, _)| server != AUTH);

    let mut documents: Vec<Value> = Vec::new();
    for (server, scopes) in &by_server {
        let mut grants = auth.grants();
        let access_token = grants.issue_access(server, scopes, granted.signed_in, auth.now());
        let mut document = document(&access_token, server, scopes);
        if let Some(state) = asked.state.as_deref() {
            document["state"] = state.into();
        }
        if asked.is_offline {
            let refresh = Refresh {
                client_id: asked.client_id.clone(),
                resource_server: server.clone(),
                scopes: scopes.clone(),
                signed_in: granted.signed_in,
            };
            document["refresh_token"] = grants.issue_refresh(refresh).into();
        }
        documents.push(document);
    }
    let mut first = documents.remove(0);
    first["other_tokens"] = documents.into();

    // Without openid, Auth's token may not be there at all.
    let (_, scopes) = by_server.first()?;
    if scopes.iter().any(|scope| scope == "openid") {
        let access_token = first["access_token"].as_str()?;
        let token = claims::id_token(auth, asked, scopes, granted.signed_in, access_token)?;
        auth.grants().note(IssuedKind::IdToken, &token);
        first["id_token"] = token.into();
    }
    Some(first)
}

/// Exactly one token, and the same refresh token again: Globus does not rotate them today.
fn refresh(auth: &Auth, request: &TokenRequest) -> Option<Value> {
    let mut grants = auth.grants();
    let token = request.refresh_token.as_deref()?;
    let known = grants.refresh(token)?;
    if Some(known.client_id.as_str()) != request.client_id.as_deref() {
        return None;
    }
    let Refresh {
        resource_server,
        scopes,
        signed_in,
        ..
    } = known;
    let access_token = grants.issue_access(&resource_server, &scopes, signed_in, auth.now());
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
