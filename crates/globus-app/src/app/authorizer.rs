//! From a requirement to a token: stored, renewed, or through a login.

use std::sync::Arc;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use super::{GlobusApp, Inner, TokenValidationError, lock};
use crate::{error::Error, scopes::Scope, tokens::TokenData, transport::ApiError};

pub(super) async fn authorization(
    inner: &Arc<Inner>,
    resource_server: &str,
) -> Result<SecretString, Error> {
    if let Some(token) = inner.usable_token(resource_server).await? {
        return Ok(token.access_token);
    }
    let Some(handler) = &inner.validation_error_handler else {
        return Err(Error::LoginRequired {
            resource_servers: vec![resource_server.to_owned()],
        });
    };
    let app = GlobusApp {
        inner: Arc::clone(inner),
    };
    let missing = TokenValidationError::Missing {
        resource_server: resource_server.to_owned(),
    };
    handler.handle(&app, &missing).await?;
    match inner.usable_token(resource_server).await? {
        Some(token) => Ok(token.access_token),
        None => Err(Error::LoginRequired {
            resource_servers: vec![resource_server.to_owned()],
        }),
    }
}

/// A token other than `refused`, which a service answered with a 401.
pub(super) async fn renewed(
    inner: &Arc<Inner>,
    resource_server: &str,
    refused: &SecretString,
) -> Result<SecretString, Error> {
    inner.renew(resource_server, Some(refused)).await?;
    authorization(inner, resource_server).await
}

impl Inner {
    pub(super) async fn missing_tokens(self: &Arc<Self>) -> Result<Vec<String>, Error> {
        let mut missing = Vec::new();
        let servers = lock(&self.requirements).resource_servers();
        for server in servers {
            if !self.has_usable_token(&server).await? {
                missing.push(server);
            }
        }
        Ok(missing)
    }

    async fn has_usable_token(self: &Arc<Self>, resource_server: &str) -> Result<bool, Error> {
        let stored = self.stored(resource_server).await?;
        Ok(stored.is_some_and(|token| {
            self.meets_requirements(&token)
                && (token.refresh_token.is_some() || !token.is_expired(Timestamp::now()))
        }))
    }

    /// The stored token if it meets the requirements, renewed if it is expired.
    async fn usable_token(
        self: &Arc<Self>,
        resource_server: &str,
    ) -> Result<Option<TokenData>, Error> {
        let Some(token) = self.stored(resource_server).await? else {
            return Ok(None);
        };
        if !self.meets_requirements(&token) {
            return Ok(None);
        }
        if token.is_expired(Timestamp::now()) {
            return self.renew(resource_server, None).await;
        }
        Ok(Some(token))
    }

    fn meets_requirements(&self, token: &TokenData) -> bool {
        let requirements = lock(&self.requirements);
        token.has_scopes(
            requirements
                .of(&token.resource_server)
                .iter()
                .map(Scope::scope_string),
        )
    }

    pub(super) async fn stored(&self, resource_server: &str) -> Result<Option<TokenData>, Error> {
        if let Some(token) = lock(&self.cache).get(resource_server) {
            return Ok(Some(token.clone()));
        }
        let stored = self.storage.get(&self.key(resource_server)).await?;
        if let Some(token) = &stored {
            lock(&self.cache).insert(resource_server.to_owned(), token.clone());
        }
        Ok(stored)
    }

    /// Writes a token, then lets calls use it. A failed write loses nothing while the process
    /// lives.
    pub(super) async fn store(&self, token: TokenData) -> Result<(), Error> {
        let written = self
            .storage
            .put(&self.key(&token.resource_server), &token)
            .await;
        lock(&self.cache).insert(token.resource_server.clone(), token);
        Ok(written?)
    }

    /// Removes a token that is of no more use.
    pub(super) async fn forget(&self, resource_server: &str) -> Result<(), Error> {
        lock(&self.cache).remove(resource_server);
        Ok(self.storage.delete(&self.key(resource_server)).await?)
    }

    /// Renews the token of a service with its refresh token; none, and the token forgotten, if
    /// that is not possible any more. `refused`: a token that must not come back although it looks fresh.
    ///
    /// The work is a task of its own, so that a cancelled caller cannot lose a rotated token.
    async fn renew(
        self: &Arc<Self>,
        resource_server: &str,
        refused: Option<&SecretString>,
    ) -> Result<Option<TokenData>, Error> {
        let (inner, server) = (Arc::clone(self), resource_server.to_owned());
        let refused = refused.cloned();
        let task = tokio::spawn(async move { inner.renew_once(&server, refused).await });
        task.await.unwrap_or(Err(Error::LoginRequired {
            resource_servers: vec![resource_server.to_owned()],
        }))
    }

    async fn renew_once(
        &self,
        resource_server: &str,
        refused: Option<SecretString>,
    ) -> Result<Option<TokenData>, Error> {
        let turn = Arc::clone(
            lock(&self.renewing)
                .entry(resource_server.to_owned())
                .or_default(),
        );
        let _turn = turn.lock().await;
        // Whoever had the turn before may have renewed it already.
        let Some(token) = self.stored(resource_server).await? else {
            return Ok(None);
        };
        let is_refused = |token: &TokenData| {
            refused.as_ref().is_some_and(|refused| {
                refused.expose_secret() == token.access_token.expose_secret()
            })
        };
        if !token.is_expired(Timestamp::now()) && !is_refused(&token) {
            return Ok(Some(token));
        }
        let Some(mut renewed) = self.refreshed(&token).await? else {
            tracing::info!(resource_server, "the token cannot be renewed any more");
            // Still in turn, so that it cannot be another token, which a login just brought.
            self.forget(resource_server).await?;
            return Ok(None);
        };
        renewed.identity_id = token.identity_id;
        // Globus returns the same refresh token today and may rotate it one day.
        renewed.refresh_token = renewed.refresh_token.or(token.refresh_token);
        if let Err(error) = self.store(renewed.clone()).await {
            tracing::warn!(%error, resource_server, "a renewed token could not be saved");
        }
        Ok(Some(renewed))
    }

    /// What Globus gives for a refresh token; none if there is none, or it is no longer valid.
    async fn refreshed(&self, token: &TokenData) -> Result<Option<TokenData>, Error> {
        let Some(refresh_token) = token.refresh_token.clone() else {
            return Ok(None);
        };
        match self.auth.refresh(refresh_token).await {
            Ok(answer) => Ok(answer
                .tokens
                .into_iter()
                .find(|new| new.resource_server == token.resource_server)),
            Err(Error::Api(error)) if is_invalid_grant(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Globus answers 401 where RFC 6749 §5.2 says 400.
fn is_invalid_grant(error: &ApiError) -> bool {
    matches!(error.status, 400 | 401) && error.code.as_deref() == Some("invalid_grant")
}
