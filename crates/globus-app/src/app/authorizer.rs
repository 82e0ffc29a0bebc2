//! Authorizes calls: reads the stored token, validates it, and logs in if it must.

use std::sync::Arc;

use secrecy::SecretString;

use super::{
    error::Error, globus_app::GlobusApp, inner::Inner, token_validation::TokenValidationError,
};

impl GlobusApp {
    /// A token for `resource_server` that meets its requirements. Logs in if needed and allowed.
    pub(super) async fn authorization(&self, resource_server: &str) -> Result<SecretString, Error> {
        self.inner.save_at_opportunity();
        let error = match self.inner.valid_token(resource_server).await {
            Err(Error::TokenValidation(error)) => error,
            outcome => return outcome.map(|token| token.access_token),
        };
        let Some(handler) = &self.validation_error_handler else {
            return Err(login_required(error));
        };
        handler.handle(self, &error).await?;
        match self.inner.valid_token(resource_server).await {
            Err(Error::TokenValidation(error)) => Err(login_required(error)),
            outcome => outcome.map(|token| token.access_token),
        }
    }

    /// A token other than `refused`, after a service answered with a 401.
    pub(super) async fn renewed_authorization(
        &self,
        resource_server: &str,
        refused: &SecretString,
    ) -> Result<SecretString, Error> {
        self.inner.renew(resource_server, Some(refused)).await?;
        self.authorization(resource_server).await
    }
}

fn login_required(reason: TokenValidationError) -> Error {
    match reason {
        // A login wouldn't help.
        TokenValidationError::IdentityMismatch { .. } => reason.into(),
        _ => Error::LoginRequired {
            resource_servers: vec![reason.resource_server().to_owned()],
            reason,
        },
    }
}

impl Inner {
    /// Retries, in the background, to save tokens that could not be saved before.
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
