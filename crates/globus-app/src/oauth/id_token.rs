//! Who signed in: the id_token, verified (OpenID Connect Core §3.1.3.7).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha512};

/// Tolerated difference between this computer's clock and Globus' (globus-cli's value).
const LEEWAY_SECONDS: u64 = 300;

/// The person who signed in. Fields beyond the id come with the `profile` and `email` scopes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Identity {
    /// The `sub`: the identity's id.
    pub sub: String,
    /// "Ada Lovelace".
    pub name: Option<String>,
    /// "ada@uni.example".
    pub preferred_username: Option<String>,
    /// An address to write to.
    pub email: Option<String>,
    /// Where the person works.
    pub organization: Option<String>,
}

/// An id_token that proves nothing. The tokens that came with it are not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdTokenError {
    /// `openid` was asked for, yet none came.
    #[error("Globus Auth sent no proof of who signed in")]
    Missing,
    /// No published key matches.
    #[error("the proof of who signed in is signed with an unknown key")]
    UnknownKey,
    /// Signature, issuer, audience or a claim's form is wrong.
    #[error("the proof of who signed in is not valid: {0}")]
    Invalid(&'static str),
    /// It is from another attempt.
    #[error("the proof of who signed in belongs to another sign-in")]
    WrongNonce,
    /// Expired, or not valid yet: most often this computer's clock is off. Holds how far Globus'
    /// clock is ahead of it, if Globus told the time.
    #[error("the proof of who signed in is outside its time: {}", clock(.0.as_ref()))]
    OutsideItsTime(Option<SignedDuration>),
}

/// What an id_token must say.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    /// None on refresh.
    pub(super) nonce: Option<&'a SecretString>,
    /// What came beside it, and `at_hash` is about.
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

/// Verifies `token` and says who signed in.
pub(super) fn verify(
    token: &SecretString,
    keys: &JwkSet,
    expected: Expected<'_>,
) -> Result<Identity, IdTokenError> {
    let token = token.expose_secret();
    let header = decode_header(token).map_err(|_| IdTokenError::Invalid("its form"))?;
    // Globus Auth signs with RS512 alone; `none` and HMAC must never pass.
    if header.alg != Algorithm::RS512 {
        return Err(IdTokenError::Invalid("its algorithm"));
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
    // Among several audiences, only the authorized party may use it.
    let is_shared = claims.aud.as_array().is_some_and(|all| all.len() > 1);
    match &claims.azp {
        Some(azp) if azp != expected.client_id => {
            return Err(IdTokenError::Invalid("its authorized party"));
        }
        None if is_shared => return Err(IdTokenError::Invalid("its authorized party")),
        _ => {}
    }
    if claims.identity.sub.is_empty() {
        return Err(IdTokenError::Invalid("its subject"));
    }
    if let (Some(hash), Some(token)) = (&claims.at_hash, expected.access_token)
        && *hash != at_hash(token)
    {
        return Err(IdTokenError::Invalid("its access token"));
    }
    match expected.nonce {
        Some(nonce) if claims.nonce.as_deref() != Some(nonce.expose_secret()) => {
            Err(IdTokenError::WrongNonce)
        }
        _ => Ok(claims.identity),
    }
}

/// The left half of the token's SHA-512, as RS512 has it (OpenID Connect Core §3.1.3.6).
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
            format!("this computer's clock is {minutes:#} {direction} Globus'")
        }
        _ => "is this computer's clock right?".into(),
    }
}

fn meaning(error: &jsonwebtoken::errors::Error) -> IdTokenError {
    use jsonwebtoken::errors::ErrorKind;
    match error.kind() {
        ErrorKind::ExpiredSignature | ErrorKind::ImmatureSignature => {
            IdTokenError::OutsideItsTime(None)
        }
        ErrorKind::InvalidSignature => IdTokenError::Invalid("its signature"),
        ErrorKind::InvalidIssuer => IdTokenError::Invalid("its issuer"),
        ErrorKind::InvalidAudience => IdTokenError::Invalid("its audience"),
        _ => IdTokenError::Invalid("its claims"),
    }
}

#[cfg(test)]
mod tests;
