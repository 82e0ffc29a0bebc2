//! Complete values in, an app out.

use std::{collections::HashMap, sync::Arc, sync::Mutex, time::Duration};

use super::{GlobusApp, Inner, Requirements, UserApp};
use crate::{
    environment::Environment,
    login::LoginFlowManager,
    oauth::TokenEndpoint,
    scopes::Scope,
    tokens::{Keychain, TokenStorage},
    transport::Transport,
};

/// A login that nobody finishes ends after this time.
const LOGIN_TIMEOUT: Duration = Duration::from_secs(600);

/// The SDK's own name for the namespace of an app's tokens.
const NAMESPACE: &str = "DEFAULT";

/// Builds a [`UserApp`].
#[derive(Debug)]
pub struct UserAppBuilder {
    name: String,
    client_id: String,
    environment: Environment,
    namespace: String,
    storage: Option<Arc<dyn TokenStorage>>,
    login_flow_manager: Option<Arc<dyn LoginFlowManager>>,
    automatic_login: bool,
    login_timeout: Duration,
    requirements: Requirements,
}

impl UserAppBuilder {
    pub(super) fn new(name: String, client_id: String) -> Self {
        Self {
            name,
            client_id,
            environment: Environment::production(),
            namespace: NAMESPACE.to_owned(),
            storage: None,
            login_flow_manager: None,
            automatic_login: true,
            login_timeout: LOGIN_TIMEOUT,
            requirements: Requirements::new(),
        }
    }

    /// Which Globus; production unless said otherwise.
    #[must_use]
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// Keeps this app's tokens apart from those of the same app in another namespace.
    #[must_use]
    pub fn namespace(mut self, namespace: impl Into<String>) -> Self {
        self.namespace = namespace.into();
        self
    }

    /// Where tokens are kept; the operating system's keychain unless said otherwise.
    #[must_use]
    pub fn token_storage(mut self, storage: Arc<dyn TokenStorage>) -> Self {
        self.storage = Some(storage);
        self
    }

    /// How a person is taken through a login.
    #[must_use]
    pub fn login_flow_manager(mut self, manager: Arc<dyn LoginFlowManager>) -> Self {
        self.login_flow_manager = Some(manager);
        self
    }

    /// Whether a call that lacks a token starts a login by itself (the default), or answers
    /// [`Error::LoginRequired`](crate::Error::LoginRequired).
    #[must_use]
    pub fn automatic_login(mut self, automatic: bool) -> Self {
        self.automatic_login = automatic;
        self
    }

    /// How long a login may take; 10 minutes unless said otherwise.
    #[must_use]
    pub fn login_timeout(mut self, timeout: Duration) -> Self {
        self.login_timeout = timeout;
        self
    }

    /// Scopes required from the start, beside those of the clients bound later.
    #[must_use]
    pub fn scope_requirements(
        mut self,
        resource_server: &str,
        scopes: impl IntoIterator<Item = Scope>,
    ) -> Self {
        self.requirements.add(resource_server, scopes);
        self
    }

    /// The app. Nothing is read, opened or sent yet.
    pub fn build(self) -> UserApp {
        let transport = Transport::new(&self.name);
        let auth = TokenEndpoint::new(transport.clone(), &self.environment, &self.client_id);
        let storage = self
            .storage
            .unwrap_or_else(|| Arc::new(Keychain::new(&self.name)));
        let inner = Inner {
            name: self.name,
            client_id: self.client_id,
            environment: self.environment,
            namespace: self.namespace,
            storage,
            login_flow_manager: self.login_flow_manager,
            automatic_login: self.automatic_login,
            login_timeout: self.login_timeout,
            requirements: Mutex::new(self.requirements),
            transport,
            auth,
            cache: Mutex::new(HashMap::new()),
            renewing: Mutex::new(HashMap::new()),
            login: Mutex::new(None),
            identity: Mutex::new(None),
        };
        UserApp(GlobusApp {
            inner: Arc::new(inner),
        })
    }
}
