//! Exchanging a code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{
    answer::Refused,
    document::{Tokens, nested},
    request::TokenRequest,
};
use crate::auth::{
    Auth, claims, clients::Client, grants::Holder, issued::IssuedKind, request::Request,
};

pub(super) fn exchange(
    auth: &Auth,
    client: &Client,
    request: &TokenRequest,
) -> Result<Value, Refused> {
    let verifier = request.code_verifier.as_deref();
    let code = request.code.as_deref().ok_or(Refused::InvalidGrant)?;
    let granted = {
        let mut grants = auth.grants();
        if let Some(verifier) = verifier {
            grants.note(IssuedKind::CodeVerifier, verifier);
        }
        let granted = grants.take_code(code, auth.now());
        granted.ok_or(Refused::InvalidGrant)?
    };
    let asked = &granted.request;
    let is_theirs = is_proven(asked, verifier)
        && Some(asked.redirect_uri.as_str()) == request.redirect_uri.as_deref()
        && asked.client_id == client.id;
    if !is_theirs {
        return Err(Refused::InvalidGrant);
    }
    let holder = Holder {
        client_id: client.id.clone(),
        session: Some(granted.session.clone()),
        on_behalf: None,
        family: auth.grants().new_family(),
    };
    let tokens = Tokens {
        with_refresh: asked.is_offline,
        state: asked.state.as_deref(),
        ..Tokens::new(&holder, &granted.scopes)
    };
    let documents = tokens.issue(auth).ok_or(Refused::InvalidGrant)?;
    let mut first = nested(documents).ok_or(Refused::InvalidGrant)?;
    // Without openid, there may be no token for Auth.
    if granted.scopes.iter().any(|scope| scope == "openid") {
        let of_auth: Vec<String> = first["scope"]
            .as_str()
            .unwrap_or_default()
            .split(' ')
            .map(str::to_owned)
            .collect();
        let access_token = first["access_token"].as_str().unwrap_or_default();
        let token = claims::id_token(auth, asked, &of_auth, &granted.session, access_token)
            .ok_or(Refused::InvalidGrant)?;
        auth.grants().note(IssuedKind::IdToken, &token);
        first["id_token"] = token.into();
    }
    Ok(first)
}

/// A request with a challenge needs its verifier.
fn is_proven(asked: &Request, verifier: Option<&str>) -> bool {
    match (&asked.challenge, verifier) {
        (Some(challenge), Some(verifier)) => {
            is_verifier(verifier) && *challenge == URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
        }
        (None, None) => true,
        _ => false,
    }
}

/// RFC 7636 §4.1
fn is_verifier(text: &str) -> bool {
    let is_unreserved =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    (43..=128).contains(&text.len()) && text.bytes().all(is_unreserved)
}
