//! Who signed in: verifies the ID token (OpenID Connect Core §3.1.3.7).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha512};

/// How far this computer's clock may be from Globus's (the Globus CLI's value).
const LEEWAY_SECONDS: u64 = 300;

/// An identity that signed in. All fields but `sub` need the `profile` and `email` scopes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Identity {
    /// The identity's id.
    pub sub: String,
    /// The full name, such as "Ada Lovelace".
    pub name: Option<String>,
    /// The username, such as `ada@uni.example`.
    pub preferred_username: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The organization.
    pub organization: Option<String>,
}

/// Why an ID token proves nothing. The tokens that came with it are revoked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdTokenError {
    /// `openid` was requested, but there is no ID token.
    #[error("Globus Auth sent no ID token")]
    Missing,
    /// No published key matches.
    #[error("the ID token is signed with an unknown key")]
    UnknownKey,
    /// The signature, issuer, audience or another claim is wrong.
    #[error("the ID token is invalid: {0}")]
    Invalid(&'static str),
    /// It belongs to another attempt.
    #[error("the ID token belongs to another login")]
    WrongNonce,
    /// It has expired or isn't valid yet. Usually this computer's clock is wrong. Holds how far
    /// Globus's clock is ahead of it, if known.
    #[error("the ID token has expired or is not valid yet: {}", clock(.0.as_ref()))]
    OutsideItsTime(Option<SignedDuration>),
}

/// What an ID token must contain.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    /// None when refreshing.
    pub(super) nonce: Option<&'a SecretString>,
    /// The token that came with it, which `at_hash` is about.
    pub(super) access_token: Option<&'a SecretString>,
}

#[derive(Deserialize)]
struct Claims {
    #[serde(flatten)]
    identity: Identity,
    nonce: Option<String>,
    azp: Option<String>,
    at_hash: Option<String>,
    aud: Value,
    iat: f64,
}

/// Verifies `token`, and returns who signed in.
pub(super) fn verify(
    token: &SecretString,
    keys: &JwkSet,
    expected: Expected<'_>,
) -> Result<Identity, IdTokenError> {
    let token = token.expose_secret();
    let header = decode_header(token).map_err(|_| IdTokenError::Invalid("it is malformed"))?;
    // Globus Auth signs with RS512 only. `none` and HMAC must never pass.
    if header.alg != Algorithm::RS512 {
        return Err(IdTokenError::Invalid("wrong algorithm"));
    }
    let key = match (&header.kid, keys.keys.as_slice()) {
        (Some(kid), _) => keys.find(kid).ok_or(IdTokenError::UnknownKey)?,
        (None, [only]) => only,
        (None, _) => return Err(IdTokenError::UnknownKey),
    };
    let key = DecodingKey::from_jwk(key).map_err(|_| IdTokenError::UnknownKey)?;

    let mut validation = Validation::new(Algorithm::RS512);
    validation.leeway = LEEWAY_SECONDS;
    validation.validate_nbf = true;
    validation.set_audience(&[expected.client_id]);
    validation.set_issuer(&[expected.issuer]);
    validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    let claims = decode::<Claims>(token, &key, &validation)
        .map_err(|error| meaning(&error))?
        .claims;

    #[expect(
        clippy::cast_precision_loss,
        reason = "seconds since 1970 are exact in a f64"
    )]
    let latest = (jsonwebtoken::get_current_timestamp() + LEEWAY_SECONDS) as f64;
    if claims.iat > latest {
        return Err(IdTokenError::OutsideItsTime(None));
    }
    // If there are several audiences, only the authorized party may use it.
    let is_shared = claims.aud.as_array().is_some_and(|all| all.len() > 1);
    match &claims.azp {
        Some(azp) if azp != expected.client_id => {
            return Err(IdTokenError::Invalid("wrong authorized party"));
        }
        None if is_shared => return Err(IdTokenError::Invalid("wrong authorized party")),
        _ => {}
    }
    if claims.identity.sub.is_empty() {
        return Err(IdTokenError::Invalid("wrong subject"));
    }
    if let (Some(hash), Some(token)) = (&claims.at_hash, expected.access_token)
        && *hash != at_hash(token)
    {
        return Err(IdTokenError::Invalid("wrong access token"));
    }
    match expected.nonce {
        Some(nonce) if claims.nonce.as_deref() != Some(nonce.expose_secret()) => {
            Err(IdTokenError::WrongNonce)
        }
        _ => Ok(claims.identity),
    }
}

/// The left half of the token's SHA-512, because the ID token uses RS512 (OpenID Connect Core
/// §3.1.3.6).
fn at_hash(access_token: &SecretString) -> String {
    let hash = Sha512::digest(access_token.expose_secret());
    URL_SAFE_NO_PAD.encode(&hash[..hash.len() / 2])
}

fn clock(ahead: Option<&SignedDuration>) -> String {
    match ahead {
        Some(ahead) if ahead.abs().as_secs() > 60 => {
            let direction = if ahead.is_positive() {
                "behind"
            } else {
                "ahead of"
            };
            let minutes = SignedDuration::from_mins(ahead.abs().as_mins());
            format!("this computer's clock is {minutes:#} {direction} Globus's")
        }
        _ => "check this computer's clock".into(),
    }
}

fn meaning(error: &jsonwebtoken::errors::Error) -> IdTokenError {
    use jsonwebtoken::errors::ErrorKind;
    match error.kind() {
        ErrorKind::ExpiredSignature | ErrorKind::ImmatureSignature => {
            IdTokenError::OutsideItsTime(None)
        }
        ErrorKind::InvalidSignature => IdTokenError::Invalid("wrong signature"),
        ErrorKind::InvalidIssuer => IdTokenError::Invalid("wrong issuer"),
        ErrorKind::InvalidAudience => IdTokenError::Invalid("wrong audience"),
        _ => IdTokenError::Invalid("wrong claims"),
    }
}

#[cfg(test)]
mod tests;
