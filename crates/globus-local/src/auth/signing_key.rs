//! The key that signs id_tokens. A new one is made at each start.

use aws_lc_rs::{
    encoding::AsDer,
    rsa::{KeyPair, KeySize},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use jsonwebtoken::{
    Algorithm, EncodingKey, Header,
    jwk::{Jwk, PublicKeyUse},
};
use serde_json::{Value, json};

pub(super) struct SigningKey {
    number: u32,
    key: EncodingKey,
    public: Jwk,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey").finish_non_exhaustive()
    }
}

impl SigningKey {
    /// The `number`th key since the start.
    ///
    /// # Errors
    /// The step that failed; the libraries say no more.
    pub(super) fn generate(number: u32) -> Result<Self, &'static str> {
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| "generation")?;
        let der =
            AsDer::<aws_lc_rs::encoding::Pkcs8V1Der<'_>>::as_der(&pair).map_err(|_| "encoding")?;
        let body = STANDARD.encode(der.as_ref());
        let lines: Vec<_> = body
            .as_bytes()
            .chunks(64)
            .map(String::from_utf8_lossy)
            .collect();
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            lines.join("\n")
        );
        let key = EncodingKey::from_rsa_pem(pem.as_bytes()).map_err(|_| "reading")?;
        let mut public =
            Jwk::from_encoding_key(&key, Algorithm::RS512).map_err(|_| "publishing")?;
        public.common.key_id = Some(key_id(number));
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Self {
            number,
            key,
            public,
        })
    }

    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// Signs the claims as an RS512 JWT; none if that fails.
    pub(super) fn sign(&self, claims: &Value) -> Option<String> {
        let mut header = Header::new(Algorithm::RS512);
        header.kid = Some(key_id(self.number));
        jsonwebtoken::encode(&header, claims, &self.key).ok()
    }

    /// The document at `jwk.json`.
    pub(super) fn public(&self) -> Value {
        json!({ "keys": [self.public] })
    }
}

/// A number, as in Globus Auth's own key ids.
fn key_id(number: u32) -> String {
    (2_026_112_400 + u64::from(number)).to_string()
}
