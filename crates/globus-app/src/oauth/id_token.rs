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

#[cfg(test)]
mod tests {
    use aws_lc_rs::{
        encoding::{AsDer, Pkcs8V1Der},
        rsa::{KeyPair, KeySize},
    };
    use base64::{Engine, engine::general_purpose::STANDARD};
    use jsonwebtoken::{EncodingKey, Header, encode, jwk::Jwk};
    use serde_json::{Value, json};

    use super::*;

    const ISSUER: &str = "https://auth.globus.org";

    struct Signer {
        key: EncodingKey,
        keys: JwkSet,
    }

    impl Signer {
        fn new() -> Self {
            let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
            let der = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).expect("encodable");
            let body = STANDARD.encode(der.as_ref());
            let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----");
            let key = EncodingKey::from_rsa_pem(pem.as_bytes()).expect("readable");
            let mut public = Jwk::from_encoding_key(&key, Algorithm::RS512).expect("public");
            public.common.key_id = Some("1".into());
            Self {
                key,
                keys: JwkSet { keys: vec![public] },
            }
        }

        fn sign(&self, algorithm: Algorithm, kid: Option<&str>, claims: &Value) -> SecretString {
            let mut header = Header::new(algorithm);
            header.kid = kid.map(str::to_owned);
            encode(&header, claims, &self.key).expect("signable").into()
        }
    }

    /// Right claims with some changed; `null` takes one out.
    fn claims(changes: &Value) -> Value {
        let now = jsonwebtoken::get_current_timestamp();
        let mut claims = json!({
            "iss": ISSUER, "aud": "client", "sub": "ada", "nonce": "n",
            "iat": now, "exp": now + 600,
        });
        for (name, value) in changes.as_object().expect("an object") {
            claims[name] = value.clone();
        }
        claims
            .as_object_mut()
            .expect("an object")
            .retain(|_, value| !value.is_null());
        claims
    }

    fn check(token: &SecretString, keys: &JwkSet) -> Result<String, IdTokenError> {
        let nonce = SecretString::from("n");
        let expected = Expected {
            issuer: ISSUER,
            client_id: "client",
            nonce: Some(&nonce),
        };
        verify(token, keys, expected).map(|identity| identity.sub)
    }

    #[test]
    fn only_a_token_that_says_everything_right_is_taken() {
        let signer = Signer::new();
        let now = jsonwebtoken::get_current_timestamp();
        let outcome = |changes: Value| {
            let token = signer.sign(Algorithm::RS512, Some("1"), &claims(&changes));
            check(&token, &signer.keys)
        };
        for right in [
            json!({}),
            json!({"azp": "client"}),
            // Clocks may differ by five minutes.
            json!({"exp": now - 200}),
            json!({"iat": now + 200}),
        ] {
            assert_eq!(outcome(right.clone()), Ok("ada".into()), "{right}");
        }
        for (wrong, error) in [
            (
                json!({"iss": "https://evil.example"}),
                IdTokenError::Invalid("its issuer"),
            ),
            (
                json!({"aud": "somebody"}),
                IdTokenError::Invalid("its audience"),
            ),
            (
                json!({"azp": "somebody"}),
                IdTokenError::Invalid("its authorized party"),
            ),
            (json!({"nonce": "old"}), IdTokenError::WrongNonce),
            (json!({"nonce": null}), IdTokenError::WrongNonce),
            (json!({"exp": now - 400}), IdTokenError::OutsideItsTime),
            (json!({"iat": now + 400}), IdTokenError::OutsideItsTime),
            (json!({"nbf": now + 400}), IdTokenError::OutsideItsTime),
            (json!({"iss": null}), IdTokenError::Invalid("its claims")),
            (json!({"aud": null}), IdTokenError::Invalid("its claims")),
            (json!({"sub": null}), IdTokenError::Invalid("its claims")),
            (json!({"iat": null}), IdTokenError::Invalid("its claims")),
            (json!({"exp": null}), IdTokenError::Invalid("its claims")),
        ] {
            assert_eq!(outcome(wrong.clone()), Err(error), "{wrong}");
        }
    }

    #[test]
    fn only_globus_own_key_and_algorithm_count() {
        let (ours, other) = (Signer::new(), Signer::new());
        let right = claims(&json!({}));
        let with = |algorithm, kid| check(&ours.sign(algorithm, kid, &right), &ours.keys);
        assert_eq!(
            with(Algorithm::RS256, Some("1")),
            Err(IdTokenError::Invalid("its algorithm"))
        );
        assert_eq!(
            with(Algorithm::RS512, Some("2")),
            Err(IdTokenError::UnknownKey)
        );
        assert_eq!(
            with(Algorithm::RS512, None),
            Ok("ada".into()),
            "there is only one key"
        );
        let both = JwkSet {
            keys: [&ours.keys.keys[..], &other.keys.keys[..]].concat(),
        };
        let unnamed = ours.sign(Algorithm::RS512, None, &right);
        assert_eq!(
            check(&unnamed, &both),
            Err(IdTokenError::UnknownKey),
            "one of two"
        );

        let forged = other.sign(Algorithm::RS512, Some("1"), &right);
        assert_eq!(
            check(&forged, &ours.keys),
            Err(IdTokenError::Invalid("its signature"))
        );
        let unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.".into();
        assert_eq!(
            check(&unsigned, &ours.keys),
            Err(IdTokenError::Invalid("its form"))
        );
    }
}
