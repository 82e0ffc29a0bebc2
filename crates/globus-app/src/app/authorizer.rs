//! Authorizing a call: storage, then the validators, then the token.

use std::sync::Arc;

use secrecy::SecretString;

use super::{GlobusApp, Inner, TokenValidationError, held::Held, lock, validators};
use crate::{
    error::Error,
    tokens::{StorageError, TokenData},
};

/// A token for `resource_server` that meets its requirements; logs in if it must and may.
pub(super) async fn authorization(
    inner: &Arc<Inner>,
    resource_server: &str,
) -> Result<SecretString, Error> {
    inner.save_at_opportunity();
    let error = match inner.valid_token(resource_server).await {
        Err(Error::TokenValidation(error)) => error,
        outcome => return outcome.map(|token| token.access_token),
    };
    let Some(handler) = &inner.validation_error_handler else {
        return Err(login_required(error));
    };
    let app = GlobusApp {
        inner: Arc::clone(inner),
    };
    handler.handle(&app, &error).await?;
    match inner.valid_token(resource_server).await {
        Err(Error::TokenValidation(error)) => Err(login_required(error)),
        outcome => outcome.map(|token| token.access_token),
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

fn login_required(reason: TokenValidationError) -> Error {
    match reason {
        // No login makes up for it.
        TokenValidationError::IdentityMismatch { .. } => reason.into(),
        _ => Error::LoginRequired {
            resource_servers: vec![reason.resource_server().to_owned()],
            reason,
        },
    }
}

impl Inner {
    /// The services whose tokens do not do.
    pub(super) async fn missing_tokens(self: &Arc<Self>) -> Result<Vec<String>, Error> {
        let mut missing = Vec::new();
        let servers = lock(&self.requirements).resource_servers();
        for server in servers {
            match self.validated(&server).await {
                Ok(_) => {}
                Err(Error::TokenValidation(error)) => {
                    tracing::debug!(%error, "a login is required");
                    missing.push(server);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(missing)
    }

    /// The stored token, if it meets the requirements; renewed if it is time.
    async fn valid_token(self: &Arc<Self>, resource_server: &str) -> Result<TokenData, Error> {
        let held = self.validated(resource_server).await?;
        if !held.is_stale() {
            return Ok(held.token);
        }
        let renewed = self.renewed_if_stale(resource_server).await?;
        // It may have lost a scope on the way, or be another process's.
        validators::unchanging_identity(self, &renewed)?;
        validators::scope_requirements(self, &renewed).await?;
        Ok(renewed)
    }

    /// The stored token, if it meets the requirements now or after a renewal.
    async fn validated(self: &Arc<Self>, resource_server: &str) -> Result<Held, Error> {
        let held = self.found(resource_server).await?;
        validators::not_expired_or_refreshable(self, &held)?;
        validators::scope_requirements(self, &held.token).await?;
        validators::unchanging_identity(self, &held.token)?;
        Ok(held)
    }

    /// The token of a service, renewed if it is time, whatever it may be used for.
    pub(super) async fn renewed_if_stale(
        self: &Arc<Self>,
        resource_server: &str,
    ) -> Result<TokenData, Error> {
        let held = self.found(resource_server).await?;
        if !held.is_stale() {
            return Ok(held.token);
        }
        let renewed = self.renew(resource_server, None).await?;
        renewed.ok_or_else(|| {
            let resource_server = resource_server.to_owned();
            TokenValidationError::Expired { resource_server }.into()
        })
    }

    /// A record that cannot be read counts as none: the person is signed out, and told why.
    pub(super) async fn found(&self, resource_server: &str) -> Result<Held, Error> {
        match self.ledger.get(resource_server).await {
            Ok(Some(held)) => Ok(held),
            Ok(None) => Err(TokenValidationError::Missing {
                resource_server: resource_server.to_owned(),
            }
            .into()),
            Err(reason @ (StorageError::Corrupt { .. } | StorageError::Newer { .. })) => {
                tracing::warn!(%reason, "signed out");
                Err(TokenValidationError::Unreadable {
                    resource_server: resource_server.to_owned(),
                    reason,
                }
                .into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Tries in the background to write what could not be written before.
    fn save_at_opportunity(self: &Arc<Self>) {
        if !self.ledger.is_time_to_save() {
            return;
        }
        let inner = Arc::clone(self);
        tokio::spawn(async move {
            if let Err(error) = inner.ledger.save_unsaved().await {
                tracing::warn!(%error, "renewed tokens still could not be saved");
            }
        });
    }
}
