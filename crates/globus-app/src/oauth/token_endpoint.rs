//! Grants and revocation.

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::{Jwk, JwkSet};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::{
    environment::Environment,
    error::Error,
    tokens::TokenData,
    transport::{Request, Transport},
};

/// Used when the answer does not say (RFC 6749 §5.1 makes `expires_in` optional).
const DEFAULT_LIFE: i64 = 3_600;
/// A token said to live longer is not believed.
const MAX_LIFE: i64 = 366 * 24 * 3_600;

/// Globus Auth, as a native client sees it.
#[derive(Clone, Debug)]
pub(crate) struct TokenEndpoint {
    transport: Transport,
    client_id: String,
    token: Url,
    revoke: Url,
    keys: Url,
}

/// The tokens of one answer, one per resource server.
#[derive(Debug)]
pub(crate) struct TokenResponse {
    pub(crate) tokens: Vec<TokenData>,
    pub(crate) id_token: Option<SecretString>,
}

#[derive(Deserialize)]
struct Document {
    access_token: SecretString,
    refresh_token: Option<SecretString>,
    #[serde(default)]
    scope: String,
    expires_in: Option<Value>,
    token_type: String,
    resource_server: String,
    #[serde(default)]
    other_tokens: Vec<Document>,
    id_token: Option<SecretString>,
}

impl TokenEndpoint {
    pub(crate) fn new(transport: Transport, environment: &Environment, client_id: &str) -> Self {
        let at = |path| {
            environment
                .auth()
                .join(path)
                .expect("a fixed path joins any base URL")
        };
        Self {
            transport,
            client_id: client_id.to_owned(),
            token: at("v2/oauth2/token"),
            revoke: at("v2/oauth2/token/revoke"),
            keys: at("jwk.json"),
        }
    }

    /// Trades a code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5).
    pub(crate) async fn exchange_code(
        &self,
        code: SecretString,
        verifier: SecretString,
        redirect_uri: &str,
    ) -> Result<TokenResponse, Error> {
        self.grant(vec![
            ("client_id", self.client_id.as_str().into()),
            ("grant_type", "authorization_code".into()),
            ("code", code),
            ("code_verifier", verifier),
            ("redirect_uri", redirect_uri.into()),
        ])
        .await
    }

    /// Gets the next access token (RFC 6749 §6).
    pub(crate) async fn refresh(&self, token: SecretString) -> Result<TokenResponse, Error> {
        self.grant(vec![
            ("refresh_token", token),
            ("grant_type", "refresh_token".into()),
            ("client_id", self.client_id.as_str().into()),
        ])
        .await
    }

    /// Ends a token (RFC 7009). A token that is unknown or ended already is no error.
    pub(crate) async fn revoke(&self, token: SecretString) -> Result<(), Error> {
        let form = vec![
            ("client_id", self.client_id.as_str().into()),
            ("token", token),
        ];
        let _active: Value = self
            .transport
            .json(&Request::post(self.revoke.clone()).form(form))
            .await?;
        Ok(())
    }

    /// The keys that id_tokens are signed with. One that cannot be read is left out.
    pub(crate) async fn signing_keys(&self) -> Result<JwkSet, Error> {
        let document: Value = self
            .transport
            .json(&Request::get(self.keys.clone()))
            .await?;
        let keys = document["keys"].as_array().into_iter().flatten();
        let keys = keys.filter_map(|key| serde_json::from_value::<Jwk>(key.clone()).ok());
        Ok(JwkSet {
            keys: keys.collect(),
        })
    }

    async fn grant(&self, form: Vec<(&'static str, SecretString)>) -> Result<TokenResponse, Error> {
        let request = Request::post(self.token.clone()).form(form);
        let mut document: Document = self.transport.json(&request).await?;
        let id_token = document.id_token.take();
        let others = std::mem::take(&mut document.other_tokens);
        let now = Timestamp::now();
        let tokens: Result<Vec<_>, _> = std::iter::once(document)
            .chain(others)
            .map(|document| self.token_data(document, now))
            .collect();
        Ok(TokenResponse {
            tokens: tokens?,
            id_token,
        })
    }

    fn token_data(&self, document: Document, now: Timestamp) -> Result<TokenData, Error> {
        // Lower case occurs too (dependent tokens).
        if !document.token_type.eq_ignore_ascii_case("bearer") {
            return Err(Error::UnexpectedAnswer {
                host: self.token.host_str().unwrap_or_default().to_owned(),
                reason: "its token is of another type than Bearer".into(),
            });
        }
        let life = match &document.expires_in {
            Some(Value::Number(seconds)) => seconds.as_i64().unwrap_or(DEFAULT_LIFE),
            Some(Value::String(seconds)) => seconds.parse().unwrap_or(DEFAULT_LIFE),
            _ => DEFAULT_LIFE,
        };
        Ok(TokenData {
            resource_server: document.resource_server,
            identity_id: None,
            scope: document.scope,
            access_token: document.access_token,
            refresh_token: document.refresh_token,
            expires_at: now + SignedDuration::from_secs(life.clamp(0, MAX_LIFE)),
        })
    }
}
