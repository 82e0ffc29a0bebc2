//! What is known about each service's token, and renewing or forgetting a single one.

use jiff::Timestamp;

use super::{
    error::Error, globus_app::GlobusApp, ledger::Held, token_validation::TokenValidationError,
    validators,
};

/// What is known about one service's token. Doesn't contain the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldToken {
    /// The service that it is for.
    pub resource_server: String,
    /// The `sub` of the identity it was issued to.
    pub identity_id: Option<String>,
    /// Its top-level scopes. Only consents tell which dependent scopes come with them.
    pub scopes: Vec<String>,
    /// When it expires.
    pub expires_at: Timestamp,
    /// Whether it can be renewed without a login.
    pub is_renewable: bool,
    /// Whether it is stored. If not, it is lost when the process ends.
    pub is_saved: bool,
}

impl HeldToken {
    /// Whether it has expired and only a login brings a new one.
    pub fn has_ended_for_good(&self) -> bool {
        !self.is_renewable && self.expires_at <= Timestamp::now()
    }
}

impl GlobusApp {
    /// The tokens of this account, by service. Records that can't be read are left out.
    ///
    /// # Errors
    /// [`Error::Storage`] if the storage can't be read at all.
    pub async fn held_tokens(&self) -> Result<Vec<HeldToken>, Error> {
        let held = self.inner.ledger.all().await?;
        Ok(held.into_iter().map(|held| self.shown(held)).collect())
    }

    /// The services whose token Globus refused to renew, until a login brings a new one. The
    /// consent was revoked, or the token wasn't used for too long.
    pub fn ended_tokens(&self) -> Vec<String> {
        self.inner.ledger.ended()
    }

    /// Renews a service's token, even if the current one is still valid.
    ///
    /// # Errors
    /// [`Error::TokenValidation`] if there is none, or Globus refuses to renew it, or any other
    /// [`Error`]. A token that Globus refuses to renew is deleted; one that was never renewable is
    /// kept.
    pub async fn renew(&self, resource_server: &str) -> Result<(), Error> {
        let held = self.inner.found(resource_server).await?;
        let ended = || TokenValidationError::Expired {
            resource_server: resource_server.to_owned(),
        };
        if !validators::is_refreshable(&self.inner, &held) {
            return Err(ended().into());
        }
        let present = &held.token.access_token;
        let renewed = self.inner.renew(resource_server, Some(present)).await?;
        renewed.map(drop).ok_or_else(|| ended().into())
    }

    /// Deletes the token of one service from this computer, then revokes it. If it can't be revoked
    /// now, the app keeps trying until the process ends ([`GlobusApp::unrevoked_tokens`]).
    ///
    /// # Errors
    /// [`Error::Storage`] if it can't be deleted. It is revoked anyway.
    pub async fn forget(&self, resource_server: &str) -> Result<(), Error> {
        let (tokens, removed) = self.inner.ledger.forget(resource_server).await;
        self.inner.revocations.run(tokens).await;
        Ok(removed?)
    }

    fn shown(&self, held: Held) -> HeldToken {
        HeldToken {
            is_renewable: validators::is_refreshable(&self.inner, &held),
            is_saved: held.unsaved.is_none(),
            scopes: held.token.scopes().map(str::to_owned).collect(),
            resource_server: held.token.resource_server,
            identity_id: held.token.identity_id,
            expires_at: held.token.expires_at,
        }
    }
}
