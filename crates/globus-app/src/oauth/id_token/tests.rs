use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::{KeyPair, KeySize},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use jsonwebtoken::{EncodingKey, Header, encode, jwk::Jwk};
use serde_json::json;

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
    let access_token = SecretString::from("the access token");
    let expected = Expected {
        issuer: ISSUER,
        client_id: "client",
        nonce: Some(&nonce),
        access_token: Some(&access_token),
    };
    verify(token, keys, expected).map(|identity| identity.sub)
}

#[test]
fn c2_only_a_token_that_says_everything_right_is_taken() {
    let signer = Signer::new();
    let now = jsonwebtoken::get_current_timestamp();
    let outcome = |changes: Value| {
        let token = signer.sign(Algorithm::RS512, Some("1"), &claims(&changes));
        check(&token, &signer.keys)
    };
    for right in [
        json!({}),
        json!({"azp": "client"}),
        json!({"aud": ["client"]}),
        json!({"aud": ["client", "somebody"], "azp": "client"}),
        json!({"at_hash": at_hash(&"the access token".into())}),
        json!({"iat": 1e9 + 0.5}),
        // Clocks may differ by five minutes.
        json!({"exp": now - 200}),
        json!({"iat": now + 200}),
    ] {
        assert_eq!(outcome(right.clone()), Ok("ada".into()), "{right}");
    }
    for (wrong, error) in [
        (
            json!({"iss": "https://evil.example"}),
            IdTokenError::Invalid("wrong issuer"),
        ),
        (
            json!({"aud": "somebody"}),
            IdTokenError::Invalid("wrong audience"),
        ),
        (
            json!({"azp": "somebody"}),
            IdTokenError::Invalid("wrong authorized party"),
        ),
        (
            json!({"aud": ["client", "somebody"]}),
            IdTokenError::Invalid("wrong authorized party"),
        ),
        (
            json!({"at_hash": at_hash(&"another".into())}),
            IdTokenError::Invalid("wrong access token"),
        ),
        (json!({"sub": ""}), IdTokenError::Invalid("wrong subject")),
        (json!({"nonce": "old"}), IdTokenError::WrongNonce),
        (json!({"nonce": null}), IdTokenError::WrongNonce),
        (
            json!({"exp": now - 400}),
            IdTokenError::OutsideItsTime(None),
        ),
        (
            json!({"iat": now + 400}),
            IdTokenError::OutsideItsTime(None),
        ),
        (
            json!({"nbf": now + 400}),
            IdTokenError::OutsideItsTime(None),
        ),
        (json!({"iss": null}), IdTokenError::Invalid("wrong claims")),
        (json!({"aud": null}), IdTokenError::Invalid("wrong claims")),
        (json!({"sub": null}), IdTokenError::Invalid("wrong claims")),
        (json!({"iat": null}), IdTokenError::Invalid("wrong claims")),
        (json!({"exp": null}), IdTokenError::Invalid("wrong claims")),
    ] {
        assert_eq!(outcome(wrong.clone()), Err(error), "{wrong}");
    }
}

#[test]
fn c2_only_globus_own_key_and_algorithm_count() {
    let (ours, other) = (Signer::new(), Signer::new());
    let right = claims(&json!({}));
    let with = |algorithm, kid| check(&ours.sign(algorithm, kid, &right), &ours.keys);
    assert_eq!(
        with(Algorithm::RS256, Some("1")),
        Err(IdTokenError::Invalid("wrong algorithm"))
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
        Err(IdTokenError::Invalid("wrong signature"))
    );
    let unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.".into();
    assert_eq!(
        check(&unsigned, &ours.keys),
        Err(IdTokenError::Invalid("it is malformed"))
    );
}

#[test]
fn f9_a_clock_that_is_off_is_said_with_how_far() {
    let said = |seconds| {
        IdTokenError::OutsideItsTime(Some(SignedDuration::from_secs(seconds))).to_string()
    };
    assert!(
        said(86_400).ends_with("this computer's clock is 24h behind Globus's"),
        "{}",
        said(86_400)
    );
    assert!(
        said(-660).ends_with("this computer's clock is 11m ahead of Globus's"),
        "{}",
        said(-660)
    );
    assert!(said(3).ends_with("check this computer's clock"));
}
