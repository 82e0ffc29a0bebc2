//! Grants, revocation, and who signed in.

use jiff::Timestamp;
use jsonwebtoken::jwk::JwkSet;
use secrecy::SecretString;
use serde_json::Value;
use url::Url;

use super::{
    client::Client,
    error::OAuthError,
    id_token::{Expected, IdTokenError, Identity, verify},
    signing_keys,
    token_answer::{self, TokenResponse},
};
use crate::{
    environment::Environment,
    transport::{Request, Transport, TransportError},
};

/// Globus Auth's token endpoints, used by one client.
#[derive(Clone, Debug)]
pub(crate) struct TokenEndpoint {
    transport: Transport,
    client: Client,
    issuer: String,
    token: Url,
    revoke: Url,
    keys: Url,
}

impl TokenEndpoint {
    pub(crate) fn new(transport: Transport, environment: &Environment, client: Client) -> Self {
        let at = |path| {
            environment
                .auth()
                .join(path)
                .expect("a fixed path joins any base URL")
        };
        Self {
            transport,
            client,
            issuer: environment.issuer().to_owned(),
            token: at("v2/oauth2/token"),
            revoke: at("v2/oauth2/token/revoke"),
            keys: at("jwk.json"),
        }
    }

    /// Whether the client has no secret.
    pub(crate) fn is_native(&self) -> bool {
        self.client.is_native()
    }

    /// Exchanges a code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5).
    pub(crate) async fn exchange_code(
        &self,
        code: SecretString,
        verifier: SecretString,
        redirect_uri: &str,
    ) -> Result<TokenResponse, TransportError> {
        self.grant(vec![
            ("grant_type", "authorization_code".into()),
            ("code", code),
            ("code_verifier", verifier),
            ("redirect_uri", redirect_uri.into()),
        ])
        .await
    }

    /// Gets the next access token (RFC 6749 §6).
    pub(crate) async fn refresh(
        &self,
        token: SecretString,
    ) -> Result<TokenResponse, TransportError> {
        self.grant(vec![
            ("refresh_token", token),
            ("grant_type", "refresh_token".into()),
        ])
        .await
    }

    /// Gets tokens for the client itself, which authenticates with its secret (RFC 6749 §4.4).
    pub(crate) async fn client_credentials(
        &self,
        scope: &str,
    ) -> Result<TokenResponse, TransportError> {
        self.grant(vec![
            ("grant_type", "client_credentials".into()),
            ("scope", scope.into()),
        ])
        .await
    }

    /// Revokes a token (RFC 7009). Succeeds if the token is unknown or has already ended.
    pub(crate) async fn revoke(&self, token: SecretString) -> Result<(), TransportError> {
        let request = self
            .client
            .post(self.revoke.clone(), vec![("token", token)]);
        let _active: Value = self.transport.json(&request).await?;
        Ok(())
    }

    /// Who signed in, according to the answer's ID token. `nonce` is the login's, or None when
    /// refreshing.
    ///
    /// Fetches the keys each time, and once more if the signing key isn't among them: it may have
    /// just been published.
    pub(crate) async fn identity(
        &self,
        response: &TokenResponse,
        nonce: Option<&SecretString>,
    ) -> Result<Identity, OAuthError> {
        let id_token = response.id_token.as_ref();
        let id_token = id_token.ok_or(IdTokenError::Missing)?;
        let expected = Expected {
            issuer: &self.issuer,
            client_id: self.client.id(),
            nonce,
            access_token: response.tokens.first().map(|token| &token.access_token),
        };
        let outcome = match verify(id_token, &self.signing_keys().await?, expected) {
            Err(IdTokenError::UnknownKey) => {
                verify(id_token, &self.signing_keys().await?, expected)
            }
            outcome => outcome,
        };
        outcome.map_err(|error| match error {
            IdTokenError::OutsideItsTime(_) => {
                IdTokenError::OutsideItsTime(self.transport.server_clock_skew()).into()
            }
            other => other.into(),
        })
    }

    async fn signing_keys(&self) -> Result<JwkSet, TransportError> {
        let request = Request::get(self.keys.clone()).about_tokens();
        let document = self.transport.json(&request).await?;
        signing_keys::read(document).map_err(|reason| self.unexpected(reason))
    }

    async fn grant(
        &self,
        form: Vec<(&'static str, SecretString)>,
    ) -> Result<TokenResponse, TransportError> {
        let request = self.client.post(self.token.clone(), form);
        let document = self.transport.json(&request).await?;
        token_answer::read(document, Timestamp::now()).map_err(|reason| self.unexpected(reason))
    }

    fn unexpected(&self, reason: &str) -> TransportError {
        TransportError::UnexpectedAnswer {
            host: self.token.host_str().unwrap_or_default().to_owned(),
            reason: reason.to_owned(),
        }
    }
}
