//! The stored token of a service, if it meets the requirements.

use std::sync::Arc;

use super::{error::Error, inner::Inner, ledger::Held, lock::lock, validators};
use crate::tokens::TokenData;

impl Inner {
    /// The services whose tokens can't be used.
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

    /// The stored token if it meets the requirements, renewed if it is due.
    pub(super) async fn valid_token(
        self: &Arc<Self>,
        resource_server: &str,
    ) -> Result<TokenData, Error> {
        let held = self.validated(resource_server).await?;
        if !held.is_stale() {
            return Ok(held.token);
        }
        let renewed = self.renewed_if_stale(resource_server).await?;
        // The new token may lack a scope, or come from another process.
        validators::adopt_or_check_identity(self, &renewed)?;
        validators::scope_requirements(self, &renewed).await?;
        Ok(renewed)
    }

    /// The stored token if it meets the requirements, now or once renewed.
    async fn validated(self: &Arc<Self>, resource_server: &str) -> Result<Held, Error> {
        let held = self.found(resource_server).await?;
        validators::not_expired_or_refreshable(self, &held)?;
        validators::scope_requirements(self, &held.token).await?;
        validators::adopt_or_check_identity(self, &held.token)?;
        Ok(held)
    }
}
