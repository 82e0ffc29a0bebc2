//! Who signed in, as id_token and userinfo tell it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha512};

use super::{Auth, grants::ACCESS_LIFE, person, request::Request};

/// As far as the scopes tell: with `openid` alone there is neither name nor email
/// (docs.globus.org/api/auth/reference).
pub(super) fn claims(scopes: &[String], signed_in: Timestamp) -> Map<String, Value> {
    let has = |name: &str| scopes.iter().any(|scope| scope == name);
    let signed_in = signed_in.as_second();
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

/// The id_token that goes with `access_token`; `at_hash` by OpenID Connect Core §3.1.3.6.
pub(super) fn id_token(
    auth: &Auth,
    request: &Request,
    scopes: &[String],
    signed_in: Timestamp,
    access_token: &str,
) -> Option<String> {
    let now = auth.now().as_second();
    let digest = Sha512::digest(access_token);
    let (left_half, _) = digest.split_at(digest.len() / 2);
    let mut claims = claims(scopes, signed_in);
    let mut add = |name: &str, value: Value| drop(claims.insert(name.to_owned(), value));
    add("iss", auth.issuer.id().into());
    add("aud", request.client_id.as_str().into());
    add("iat", now.into());
    add("exp", (now + ACCESS_LIFE).into());
    add("at_hash", URL_SAFE_NO_PAD.encode(left_half).into());
    if let Some(nonce) = request.nonce.as_deref() {
        add("nonce", nonce.into());
    }
    auth.key.sign(&Value::Object(claims))
}
