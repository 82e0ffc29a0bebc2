//! The app as its users see it.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;

use super::{
    error::Error,
    inner::{Grant, Inner},
    lock::lock,
    login,
    running::LoginReason,
    token_validation::TokenValidationError,
};
use crate::{
    environment::Environment, gare::GlobusAuthorizationParameters, oauth::Identity, scopes::Scope,
};

/// Requirements, tokens and logins of one client; service clients take their authorization
/// from it. Cheap to clone, and usable from any number of tasks.
#[derive(Clone, Debug)]
pub struct GlobusApp {
    pub(super) inner: Arc<Inner>,
    pub(super) validation_error_handler: Option<Arc<dyn TokenValidationErrorHandler>>,
}

/// What a call does that finds no token to use. The call then looks once more; if there still is
/// none, it ends with [`Error::LoginRequired`].
#[async_trait]
pub trait TokenValidationErrorHandler: std::fmt::Debug + Send + Sync {
    /// Makes up for `error`, or says why it cannot.
    ///
    /// # Errors
    /// The [`Error`] that the call should return.
    async fn handle(&self, app: &GlobusApp, error: &TokenValidationError) -> Result<(), Error>;
}

impl GlobusApp {
    /// Adds scopes to what is required of `resource_server`'s token.
    pub fn add_scope_requirements(
        &self,
        resource_server: &str,
        scopes: impl IntoIterator<Item = Scope>,
    ) {
        lock(&self.inner.requirements).add(resource_server, scopes);
    }

    /// What is required of each service's token: a copy.
    pub fn scope_requirements(&self) -> BTreeMap<String, Vec<Scope>> {
        lock(&self.inner.requirements).all()
    }

    /// The services whose tokens are missing, lack a scope, or are expired for good.
    ///
    /// # Errors
    /// [`Error::Storage`] if the stored tokens can't be read. If a required scope has dependencies,
    /// the consents are asked for, and that request can fail with any [`Error`].
    pub async fn missing_tokens(&self) -> Result<Vec<String>, Error> {
        self.inner.missing_tokens().await
    }

    /// Whether [`GlobusApp::login`] would have something to ask for.
    ///
    /// # Errors
    /// Those of [`GlobusApp::missing_tokens`].
    pub async fn login_required(&self) -> Result<bool, Error> {
        Ok(!self.missing_tokens().await?.is_empty())
    }

    /// Signs in, if a requirement is not met. One browser trip covers all services.
    ///
    /// # Errors
    /// [`Error::Login`] if the login fails, [`Error::OtherIdentity`] if someone else signed in,
    /// [`Error::Storage`] if the tokens can't be saved, [`Error::Scopes`] if the required scopes
    /// can't be asked for together, or any other [`Error`] of the requests to Globus Auth.
    pub async fn login(&self) -> Result<(), Error> {
        login::run(&self.inner, LoginReason::MissingTokens).await?;
        Ok(())
    }

    /// Signs in with further requirements, such as multi-factor authentication, merged with the
    /// app's own.
    ///
    /// One login at a time: a call while another runs waits for that one first.
    ///
    /// # Errors
    /// Those of [`GlobusApp::login`].
    pub async fn run_login_flow(
        &self,
        parameters: GlobusAuthorizationParameters,
    ) -> Result<(), Error> {
        login::run(&self.inner, LoginReason::Requested(parameters)).await?;
        Ok(())
    }

    /// The `scope` that [`GlobusApp::run_login_flow`] with these parameters asks Globus for.
    ///
    /// # Errors
    /// [`Error::Scopes`] if the scopes depend on each other in a circle, or their string gets too
    /// long.
    pub fn scope_to_ask(
        &self,
        parameters: &GlobusAuthorizationParameters,
    ) -> Result<String, Error> {
        self.inner.scope_to_ask(parameters)
    }

    /// Whether a person signs in, rather than the client as itself.
    pub fn acts_for_a_person(&self) -> bool {
        matches!(self.inner.grant, Grant::ToAPerson(_))
    }

    /// Ends this account's access, to every service whose token storage has under this
    /// environment, client and namespace: removes its tokens first and always, then revokes them.
    ///
    /// # Errors
    /// Storage errors; the tokens were then revoked all the same. A revocation that fails
    /// (offline) is no error: nothing on this computer can use those tokens, and it is tried
    /// again until the process ends ([`GlobusApp::unrevoked_tokens`]).
    pub async fn logout(&self) -> Result<(), Error> {
        Ok(self.inner.logout().await?)
    }

    /// How many tokens Globus could not be told about yet that they are of no more use.
    pub fn unrevoked_tokens(&self) -> usize {
        self.inner.revocations.waiting()
    }

    /// The services whose renewed tokens could not be written to storage. They are used all the
    /// same, and written as soon as a call finds that possible; but they end with the process,
    /// and then a login is needed.
    pub fn unsaved_tokens(&self) -> Vec<String> {
        self.inner.ledger.unsaved()
    }

    /// Tries now to write what could not be written before.
    ///
    /// # Errors
    /// [`Error::Storage`] if one still can't be saved. It stays in memory.
    pub async fn save_unsaved_tokens(&self) -> Result<(), Error> {
        Ok(self.inner.ledger.save_unsaved().await?)
    }

    /// Removes this app's tokens from this computer without telling Globus, such as those of a
    /// local Globus that is gone.
    ///
    /// # Errors
    /// [`Error::Storage`] if one can't be removed. The others are removed anyway.
    pub async fn delete_tokens(&self) -> Result<(), Error> {
        Ok(self.inner.delete_tokens().await?)
    }

    /// Who signed in during this process's life, if anybody did; a client is always itself.
    pub fn identity(&self) -> Option<Identity> {
        match &self.inner.grant {
            Grant::ToAPerson(_) => lock(&self.inner.identity).clone(),
            Grant::ToTheClient => Some(self.inner.client_identity()),
        }
    }

    /// The services that requirements name.
    pub fn resource_servers(&self) -> Vec<String> {
        lock(&self.inner.requirements).resource_servers()
    }

    /// How far Globus' clock is ahead of this computer's, to the second, as the last answer
    /// showed it; none before the first.
    pub fn server_clock_skew(&self) -> Option<jiff::SignedDuration> {
        self.inner.transport.server_clock_skew()
    }

    /// Whose the tokens are, once one was used.
    pub(crate) fn identity_id(&self) -> Option<String> {
        lock(&self.inner.identity_id).clone()
    }

    pub(crate) fn environment(&self) -> &Environment {
        &self.inner.environment
    }
}
