//! The claims about a user in id_tokens and userinfo.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha512};

use super::{Auth, grants::ACCESS_LIFE, request::Request, session::Session};

/// Only what the scopes allow: `openid` alone gives neither name nor email
/// (docs.globus.org/api/auth/reference).
pub(super) fn claims(scopes: &[String], session: &Session) -> Map<String, Value> {
    let has = |name: &str| scopes.iter().any(|scope| scope == name);
    let primary = session.person.primary();
    let identities = session.person.identities.iter();
    let identity_set: Vec<Value> = identities
        .map(|identity| identity.in_set(session.last_of(identity)))
        .collect();
    let mut claims = Map::new();
    let mut add = |name: &str, value: Value| drop(claims.insert(name.to_owned(), value));
    add("sub", primary.id.into());
    add(
        "last_authentication",
        json!(session.last().map(Timestamp::as_second)),
    );
    add("identity_set", identity_set.into());
    if has("email") {
        add("email", primary.email.into());
    }
    if has("profile") {
        add("name", primary.name.into());
        add("preferred_username", primary.username.into());
        add("organization", primary.organization.into());
        add("identity_provider", primary.provider.into());
        add(
            "identity_provider_display_name",
            primary.provider_name.into(),
        );
    }
    claims
}

/// The id_token issued with `access_token`; `at_hash` follows OpenID Connect Core §3.1.3.6.
pub(super) fn id_token(
    auth: &Auth,
    request: &Request,
    scopes: &[String],
    session: &Session,
    access_token: &str,
) -> Option<String> {
    let now = auth.now().as_second();
    let digest = Sha512::digest(access_token);
    let (left_half, _) = digest.split_at(digest.len() / 2);
    let mut claims = claims(scopes, session);
    let mut add = |name: &str, value: Value| drop(claims.insert(name.to_owned(), value));
    add("iss", auth.issuer.id().into());
    add("aud", request.client_id.as_str().into());
    add("iat", now.into());
    add("exp", (now + ACCESS_LIFE).into());
    add("at_hash", URL_SAFE_NO_PAD.encode(left_half).into());
    if let Some(nonce) = request.nonce.as_deref() {
        add("nonce", nonce.into());
    }
    auth.key().sign(&Value::Object(claims))
}
