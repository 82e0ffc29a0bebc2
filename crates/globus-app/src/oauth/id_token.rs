//! Who signed in: the id_token, verified (OpenID Connect Core §3.1.3.7).

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

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
    /// Expired, or not valid yet: most often this computer's clock is off.
    #[error("the proof of who signed in is outside its time; is this computer's clock right?")]
    OutsideItsTime,
}

/// What an id_token must say.
#[derive(Clone, Copy)]
pub(crate) struct Expected<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) client_id: &'a str,
    /// None on refresh.
    pub(crate) nonce: Option<&'a SecretString>,
}

#[derive(Deserialize)]
struct Claims {
    #[serde(flatten)]
    identity: Identity,
    nonce: Option<String>,
    azp: Option<String>,
    iat: u64,
}

/// Verifies `token` and says who signed in.
pub(crate) fn verify(
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

    if claims.iat > jsonwebtoken::get_current_timestamp() + LEEWAY_SECONDS {
        return Err(IdTokenError::OutsideItsTime);
    }
    if claims.azp.is_some_and(|azp| azp != expected.client_id) {
        return Err(IdTokenError::Invalid("its authorized party"));
    }
    match expected.nonce {
        Some(nonce) if claims.nonce.as_deref() != Some(nonce.expose_secret()) => {
            Err(IdTokenError::WrongNonce)
        }
        _ => Ok(claims.identity),
    }
}

fn meaning(error: &jsonwebtoken::errors::Error) -> IdTokenError {
    use jsonwebtoken::errors::ErrorKind;
    match error.kind() {
        ErrorKind::ExpiredSignature | ErrorKind::ImmatureSignature => IdTokenError::OutsideItsTime,
        ErrorKind::InvalidSignature => IdTokenError::Invalid("its signature"),
        ErrorKind::InvalidIssuer => IdTokenError::Invalid("its issuer"),
        ErrorKind::InvalidAudience => IdTokenError::Invalid("its audience"),
        _ => IdTokenError::Invalid("its claims"),
    }
}
