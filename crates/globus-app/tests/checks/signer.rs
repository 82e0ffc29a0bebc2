//! A Globus Auth whose signing key the test has, to say what an honest one never would.

use std::sync::Arc;

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::{KeyPair, KeySize},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, jwk::Jwk};
use serde_json::{Value, json};

/// Signs ID tokens, and publishes the key to verify them.
#[derive(Clone)]
pub(crate) struct Signer {
    key: Arc<EncodingKey>,
}

impl Signer {
    pub(crate) fn new() -> Self {
        let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
        let der = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).expect("encodable");
        let body = STANDARD.encode(der.as_ref());
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----");
        let key = EncodingKey::from_rsa_pem(pem.as_bytes()).expect("readable");
        Self { key: Arc::new(key) }
    }

    /// The answer of `/jwk.json`.
    pub(crate) fn keys(&self) -> Value {
        let mut key = Jwk::from_encoding_key(&self.key, Algorithm::RS512).expect("public");
        key.common.key_id = Some("test".into());
        json!({ "keys": [key] })
    }

    /// An ID token with these claims. It is valid for ten minutes unless they say otherwise.
    pub(crate) fn id_token(&self, mut claims: Value) -> String {
        let now = jsonwebtoken::get_current_timestamp();
        for (name, time) in [("iat", now), ("exp", now + 600)] {
            if claims[name].is_null() {
                claims[name] = time.into();
            }
        }
        let mut header = Header::new(Algorithm::RS512);
        header.kid = Some("test".into());
        encode(&header, &claims, &self.key).expect("signable")
    }
}
