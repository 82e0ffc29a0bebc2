//! Builds apps from complete values.

use std::sync::{Arc, Mutex};

use secrecy::{ExposeSecret, SecretString};

use super::{
    client_app::ClientApp,
    config::GlobusAppConfig,
    globus_app::GlobusApp,
    inner::{Grant, Inner},
    ledger::{Account, Ledger},
    requirements::Requirements,
    revocation::Revocations,
    user_app::UserApp,
};
use crate::{
    login::CommandLineLoginFlowManager,
    oauth::{Client, ClientAuthentication, TokenEndpoint},
    scopes::Scope,
    tokens::Keychain,
    transport::Transport,
};

/// What is missing or wrong when an app is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// There is no client ID.
    #[error("an app needs the ID of a client that is registered with Globus")]
    MissingClientId,
    /// A `ClientApp` signs in with its client's secret, and there is none.
    #[error("a ClientApp needs its client's secret to sign in")]
    MissingSecret,
    /// A `ClientApp` was given a login flow manager, but nobody signs in to it.
    #[error("a ClientApp signs in as its client and can't use a login flow manager")]
    LoginFlowManagerGiven,
    /// Globus's page with a code to copy is for native clients only.
    #[error(
        "a confidential client that logs in on the command line needs a login_redirect_uri that \
         is registered for it"
    )]
    MissingRedirectUri,
}

/// Builds a [`UserApp`].
#[derive(Debug)]
pub struct UserAppBuilder(Parts);

/// Builds a [`ClientApp`].
#[derive(Debug)]
pub struct ClientAppBuilder(Parts);

#[derive(Debug)]
struct Parts {
    name: String,
    client_id: String,
    client_secret: Option<SecretString>,
    requirements: Requirements,
    config: GlobusAppConfig,
}

impl UserApp {
    /// Starts an app called `app_name` for the client registered as `client_id`.
    pub fn builder(app_name: impl Into<String>, client_id: impl Into<String>) -> UserAppBuilder {
        UserAppBuilder::new(app_name.into(), client_id.into())
    }
}

impl UserAppBuilder {
    pub(super) fn new(name: String, client_id: String) -> Self {
        Self(Parts::new(name, client_id, Requirements::of_a_person()))
    }

    /// The secret of a confidential client, such as a server's. Native clients have none.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<SecretString>) -> Self {
        self.0.client_secret = Some(secret.into());
        self
    }

    /// Scopes to require from the start, in addition to those of clients bound later.
    #[must_use]
    pub fn scope_requirements(
        mut self,
        resource_server: &str,
        scopes: impl IntoIterator<Item = Scope>,
    ) -> Self {
        self.0.requirements.add(resource_server, scopes);
        self
    }

    /// How the app behaves. The default is [`GlobusAppConfig::default`].
    #[must_use]
    pub fn config(mut self, config: GlobusAppConfig) -> Self {
        self.0.config = config;
        self
    }

    /// Builds the app. Nothing is read, opened or sent yet.
    ///
    /// # Errors
    /// [`BuildError::MissingClientId`], or [`BuildError::MissingRedirectUri`] for a confidential
    /// client with neither a login flow manager nor a redirect URI.
    pub fn build(self) -> Result<UserApp, BuildError> {
        let config = &self.0.config;
        let given = config.login_flow_manager.clone();
        if self.0.has_secret() && given.is_none() && config.login_redirect_uri.is_none() {
            return Err(BuildError::MissingRedirectUri);
        }
        let manager = given.unwrap_or_else(|| Arc::new(CommandLineLoginFlowManager::default()));
        self.0.build(Grant::ToAPerson(manager)).map(UserApp)
    }
}

impl ClientApp {
    /// Starts an app called `app_name` for the confidential client registered as `client_id`.
    pub fn builder(app_name: impl Into<String>, client_id: impl Into<String>) -> ClientAppBuilder {
        ClientAppBuilder::new(app_name.into(), client_id.into())
    }
}

impl ClientAppBuilder {
    pub(super) fn new(name: String, client_id: String) -> Self {
        Self(Parts::new(name, client_id, Requirements::none()))
    }

    /// The client's secret.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<SecretString>) -> Self {
        self.0.client_secret = Some(secret.into());
        self
    }

    /// Scopes to require from the start, in addition to those of clients bound later.
    #[must_use]
    pub fn scope_requirements(
        mut self,
        resource_server: &str,
        scopes: impl IntoIterator<Item = Scope>,
    ) -> Self {
        self.0.requirements.add(resource_server, scopes);
        self
    }

    /// How the app behaves. The default is [`GlobusAppConfig::default`].
    #[must_use]
    pub fn config(mut self, config: GlobusAppConfig) -> Self {
        self.0.config = config;
        self
    }

    /// Builds the app. Nothing is read, opened or sent yet.
    ///
    /// # Errors
    /// [`BuildError::MissingClientId`], [`BuildError::MissingSecret`], or
    /// [`BuildError::LoginFlowManagerGiven`].
    pub fn build(self) -> Result<ClientApp, BuildError> {
        if !self.0.has_secret() {
            return Err(BuildError::MissingSecret);
        }
        if self.0.config.login_flow_manager.is_some() {
            return Err(BuildError::LoginFlowManagerGiven);
        }
        self.0.build(Grant::ToTheClient).map(ClientApp)
    }
}

impl Parts {
    fn new(name: String, client_id: String, requirements: Requirements) -> Self {
        Self {
            name,
            client_id,
            client_secret: None,
            requirements,
            config: GlobusAppConfig::default(),
        }
    }

    fn has_secret(&self) -> bool {
        let secret = self.client_secret.as_ref();
        secret.is_some_and(|secret| !secret.expose_secret().is_empty())
    }

    fn build(self, grant: Grant) -> Result<GlobusApp, BuildError> {
        if self.client_id.is_empty() {
            return Err(BuildError::MissingClientId);
        }
        let config = self.config;
        let transport = Transport::new(&self.name, config.app_version.as_deref());
        let authentication = match self.client_secret {
            Some(secret) if !secret.expose_secret().is_empty() => {
                ClientAuthentication::Confidential(secret)
            }
            _ => ClientAuthentication::Native,
        };
        let client = Client::new(self.client_id.clone(), authentication);
        let auth = TokenEndpoint::new(transport.clone(), &config.environment, client);
        let storage = config
            .token_storage
            .unwrap_or_else(|| Arc::new(Keychain::new(&self.name)));
        let account = Account {
            environment: config.environment.name().to_owned(),
            client_id: self.client_id,
            namespace: config.namespace,
        };
        let inner = Inner {
            name: self.name,
            environment: config.environment,
            grant,
            login_redirect_uri: config.login_redirect_uri,
            request_refresh_tokens: config.request_refresh_tokens,
            auto_redrive_gares: config.auto_redrive_gares,
            login_timeout: config.login_timeout,
            requirements: Mutex::new(self.requirements),
            transport,
            revocations: Arc::new(Revocations::new(auth.clone())),
            auth,
            ledger: Ledger::new(storage, account),
            renewals: Mutex::default(),
            login: Mutex::default(),
            identity_id: Mutex::default(),
            identity: Mutex::default(),
            consents: Mutex::default(),
        };
        Ok(GlobusApp {
            inner: Arc::new(inner),
            validation_error_handler: config.token_validation_error_handler,
        })
    }
}
