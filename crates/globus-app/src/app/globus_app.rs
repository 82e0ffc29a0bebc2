//! The app's public interface.

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

/// The requirements, tokens and logins of one client. Service clients get their authorization from
/// it. Cheap to clone, and safe to use from any number of tasks.
#[derive(Clone, Debug)]
pub struct GlobusApp {
    pub(super) inner: Arc<Inner>,
    pub(super) validation_error_handler: Option<Arc<dyn TokenValidationErrorHandler>>,
}

/// Decides what to do when a call finds no usable token. Afterwards the call looks again; if there
/// still is none, it fails with [`Error::LoginRequired`].
#[async_trait]
pub trait TokenValidationErrorHandler: std::fmt::Debug + Send + Sync {
    /// Gets a usable token, or says why it can't.
    ///
    /// # Errors
    /// The [`Error`] that the call should return.
    async fn handle(&self, app: &GlobusApp, error: &TokenValidationError) -> Result<(), Error>;
}

impl GlobusApp {
    /// Adds scopes to those required of `resource_server`'s token.
    pub fn add_scope_requirements(
        &self,
        resource_server: &str,
        scopes: impl IntoIterator<Item = Scope>,
    ) {
        lock(&self.inner.requirements).add(resource_server, scopes);
    }

    /// The required scopes, by resource server.
    pub fn scope_requirements(&self) -> BTreeMap<String, Vec<Scope>> {
        lock(&self.inner.requirements).all()
    }

    /// The services whose tokens are missing, lack a scope, or have expired and can't be renewed.
    ///
    /// # Errors
    /// [`Error::Storage`] if the stored tokens can't be read. If a required scope has dependencies,
    /// the consents are asked for, and that request can fail with any [`Error`].
    pub async fn missing_tokens(&self) -> Result<Vec<String>, Error> {
        self.inner.missing_tokens().await
    }

    /// Whether [`GlobusApp::login`] would ask for anything.
    ///
    /// # Errors
    /// Those of [`GlobusApp::missing_tokens`].
    pub async fn login_required(&self) -> Result<bool, Error> {
        Ok(!self.missing_tokens().await?.is_empty())
    }

    /// Signs in, unless all requirements are met. One trip to the browser covers all services.
    ///
    /// # Errors
    /// [`Error::Login`] if the login fails, [`Error::OtherIdentity`] if someone else signed in,
    /// [`Error::Storage`] if the tokens can't be saved, [`Error::Scopes`] if the required scopes
    /// can't be asked for together, or any other [`Error`] of the requests to Globus Auth.
    pub async fn login(&self) -> Result<(), Error> {
        login::run(&self.inner, LoginReason::MissingTokens).await?;
        Ok(())
    }

    /// Signs in with additional requirements, such as multi-factor authentication. They are merged
    /// with the app's own.
    ///
    /// Only one login runs at a time. A call waits for a login that is already running.
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

    /// The `scope` that [`GlobusApp::run_login_flow`] would request with these parameters.
    ///
    /// # Errors
    /// [`Error::Scopes`] if the scopes contain a cycle, or their string gets too
    /// long.
    pub fn scope_parameter(
        &self,
        parameters: &GlobusAuthorizationParameters,
    ) -> Result<String, Error> {
        self.inner.scope_parameter(parameters)
    }

    /// Whether a user signs in, rather than the client itself.
    pub fn acts_for_a_person(&self) -> bool {
        matches!(self.inner.grant, Grant::ToAPerson(_))
    }

    /// Signs this account out of every service whose token is stored under this environment, client
    /// and namespace. Deletes the tokens first, in any case, then revokes them.
    ///
    /// # Errors
    /// [`Error::Storage`] if a token can't be deleted; it is revoked anyway. If a token can't be
    /// revoked, for example offline, that is not an error: nothing on this computer can use it any
    /// more, and the app keeps trying until the process ends ([`GlobusApp::unrevoked_tokens`]).
    pub async fn logout(&self) -> Result<(), Error> {
        Ok(self.inner.logout().await?)
    }

    /// How many tokens are still to be revoked at Globus.
    pub fn unrevoked_tokens(&self) -> usize {
        self.inner.revocations.waiting()
    }

    /// The services whose renewed tokens could not be saved. They are used anyway, and saved as
    /// soon as a call finds that possible. If the process ends before that, a login is needed.
    pub fn unsaved_tokens(&self) -> Vec<String> {
        self.inner.ledger.unsaved()
    }

    /// Tries to save the tokens that could not be saved before.
    ///
    /// # Errors
    /// [`Error::Storage`] if one still can't be saved. It stays in memory.
    pub async fn save_unsaved_tokens(&self) -> Result<(), Error> {
        Ok(self.inner.ledger.save_unsaved().await?)
    }

    /// Deletes this app's tokens from this computer without revoking them at Globus. For tokens of
    /// a local Globus that no longer runs.
    ///
    /// # Errors
    /// [`Error::Storage`] if one can't be removed. The others are removed anyway.
    pub async fn delete_tokens(&self) -> Result<(), Error> {
        Ok(self.inner.delete_tokens().await?)
    }

    /// Who signed in since the process started, if anyone did. A client app is always itself.
    pub fn identity(&self) -> Option<Identity> {
        match &self.inner.grant {
            Grant::ToAPerson(_) => lock(&self.inner.identity).clone(),
            Grant::ToTheClient => Some(self.inner.client_identity()),
        }
    }

    /// The services that scopes are required of.
    pub fn resource_servers(&self) -> Vec<String> {
        lock(&self.inner.requirements).resource_servers()
    }

    /// How far Globus's clock is ahead of this computer's, to the second, according to the last
    /// answer. None before the first.
    pub fn server_clock_skew(&self) -> Option<jiff::SignedDuration> {
        self.inner.transport.server_clock_skew()
    }

    /// Whose tokens these are, once one was used.
    pub(crate) fn identity_id(&self) -> Option<String> {
        lock(&self.inner.identity_id).clone()
    }

    pub(crate) fn environment(&self) -> &Environment {
        &self.inner.environment
    }
}
