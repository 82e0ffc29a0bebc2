//! The key that id_tokens are signed with, made anew at each start.

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

/// Digits, as Globus Auth names its keys.
const KEY_ID: &str = "2026112401";

pub(super) struct SigningKey {
    key: EncodingKey,
    public: Jwk,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey").finish_non_exhaustive()
    }
}

impl SigningKey {
    /// # Errors
    /// With the step that failed; the libraries say nothing more.
    pub(super) fn generate() -> Result<Self, &'static str> {
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
        public.common.key_id = Some(KEY_ID.into());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Self { key, public })
    }

    /// An RS512 JWT; none if the claims cannot be signed.
    pub(super) fn sign(&self, claims: &Value) -> Option<String> {
        let mut header = Header::new(Algorithm::RS512);
        header.kid = Some(KEY_ID.into());
        jsonwebtoken::encode(&header, claims, &self.key).ok()
    }

    /// The document at `jwk.json`.
    pub(super) fn public(&self) -> Value {
        json!({ "keys": [self.public] })
    }
}
