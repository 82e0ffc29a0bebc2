//! What is kept of each service's token, but for the token; and one of them renewed or forgotten.

use jiff::Timestamp;

use super::{
    error::Error, globus_app::GlobusApp, ledger::Held, token_validation::TokenValidationError,
    validators,
};

/// The token of one service, without the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldToken {
    /// The service it is for.
    pub resource_server: String,
    /// The `sub` of the person it was issued to.
    pub identity_id: Option<String>,
    /// Its scopes of the first level; what they may use in turn, only the consents tell.
    pub scopes: Vec<String>,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Whether the next one is got without a login.
    pub is_renewable: bool,
    /// Whether storage has it; else it ends with the process.
    pub is_saved: bool,
}

impl HeldToken {
    /// Whether it is over, and only a login brings the next one.
    pub fn has_ended_for_good(&self) -> bool {
        !self.is_renewable && self.expires_at <= Timestamp::now()
    }
}

impl GlobusApp {
    /// What this account has, service by service. Records that cannot be read are left out.
    ///
    /// # Errors
    /// [`Error::Storage`] if the storage can't be read at all.
    pub async fn held_tokens(&self) -> Result<Vec<HeldToken>, Error> {
        let held = self.inner.ledger.all().await?;
        Ok(held.into_iter().map(|held| self.shown(held)).collect())
    }

    /// The services whose token Globus refused to renew, until a login brings another one: the
    /// consent was removed, or it was not used for too long.
    pub fn ended_tokens(&self) -> Vec<String> {
        self.inner.ledger.ended()
    }

    /// Gets the next token of a service, even if the present one is still good.
    ///
    /// # Errors
    /// A [`TokenValidationError`] if there is none, or Globus renews it no more. That removes it;
    /// a token that was never renewable stays.
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

    /// Removes the token of one service from this computer, then revokes it. What cannot be
    /// revoked now is tried again until the process ends ([`GlobusApp::unrevoked_tokens`]).
    ///
    /// # Errors
    /// If storage cannot remove it; it was revoked all the same.
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
