//! GlobusApp: which scopes are required, which token meets them, when to log in.

mod authorizer;
mod builder;
mod config;
mod login;
mod requirements;
mod token_validation;

use std::{
    collections::{BTreeMap, HashMap},
    ops::Deref,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use secrecy::SecretString;

use crate::{
    environment::Environment,
    error::Error,
    gare::{Gare, GlobusAuthorizationParameters},
    login::LoginFlowManager,
    oauth::{Identity, TokenEndpoint},
    scopes::Scope,
    tokens::{TokenData, TokenKey, TokenStorage},
    transport::Transport,
};

pub use builder::{BuildError, ClientAppBuilder, UserAppBuilder};
pub use config::GlobusAppConfig;
use login::{Ask, SharedLogin};
use requirements::Requirements;
pub use token_validation::{ResolveByLoginFlow, TokenValidationError, TokenValidationErrorHandler};

/// Requirements, tokens and logins of one client; service clients take their authorization
/// from it. Cheap to clone, and usable from any number of tasks.
#[derive(Clone, Debug)]
pub struct GlobusApp {
    inner: Arc<Inner>,
}

/// A [`GlobusApp`] that acts for a person.
#[derive(Clone, Debug)]
pub struct UserApp(GlobusApp);

/// A [`GlobusApp`] that acts for its own client, a service account.
///
/// It signs in by itself, with its secret; the identity it acts as is the client's own, whose id
/// is the client id.
#[derive(Clone, Debug)]
pub struct ClientApp(GlobusApp);

/// What a login is.
#[derive(Debug)]
enum Grant {
    /// A person consents, led there by a login flow manager.
    ToAPerson(Option<Arc<dyn LoginFlowManager>>),
    /// The client shows its secret.
    ToTheClient,
}

#[derive(Debug)]
struct Inner {
    name: String,
    client_id: String,
    environment: Environment,
    namespace: String,
    storage: Arc<dyn TokenStorage>,
    grant: Grant,
    validation_error_handler: Option<Arc<dyn TokenValidationErrorHandler>>,
    auto_redrive_gares: bool,
    login_timeout: Duration,
    requirements: Mutex<Requirements>,
    transport: Transport,
    auth: TokenEndpoint,
    /// Tokens as last read or written, so that not every call asks the keychain.
    cache: Mutex<HashMap<String, TokenData>>,
    /// Held while a service's token is renewed: one refresh at a time.
    renewing: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    /// The login that runs, for others to share.
    login: Mutex<Option<SharedLogin>>,
    identity: Mutex<Option<Identity>>,
}

impl UserApp {
    /// An app called `app_name` for the client registered as `client_id`.
    pub fn builder(app_name: impl Into<String>, client_id: impl Into<String>) -> UserAppBuilder {
        UserAppBuilder::new(app_name.into(), client_id.into())
    }
}

impl Deref for UserApp {
    type Target = GlobusApp;

    fn deref(&self) -> &GlobusApp {
        &self.0
    }
}

impl ClientApp {
    /// An app called `app_name` for the confidential client registered as `client_id`.
    pub fn builder(app_name: impl Into<String>, client_id: impl Into<String>) -> ClientAppBuilder {
        ClientAppBuilder::new(app_name.into(), client_id.into())
    }
}

impl Deref for ClientApp {
    type Target = GlobusApp;

    fn deref(&self) -> &GlobusApp {
        &self.0
    }
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
    pub async fn missing_tokens(&self) -> Result<Vec<String>, Error> {
        self.inner.missing_tokens().await
    }

    /// Whether [`GlobusApp::login`] would have something to ask for.
    pub async fn login_required(&self) -> Result<bool, Error> {
        Ok(!self.missing_tokens().await?.is_empty())
    }

    /// Signs in, if a requirement is not met. One browser trip covers all services.
    pub async fn login(&self) -> Result<(), Error> {
        login::run(&self.inner, Ask::ForWhatIsMissing).await
    }

    /// Signs in with further requirements, such as multi-factor authentication, merged with the
    /// app's own.
    ///
    /// One login at a time: a call while another runs waits for that one first.
    pub async fn run_login_flow(
        &self,
        parameters: GlobusAuthorizationParameters,
    ) -> Result<(), Error> {
        login::run(&self.inner, Ask::Anyway(parameters)).await
    }

    /// Ends this app's access: removes its tokens first and always, then revokes them.
    ///
    /// # Errors
    /// Storage errors; the tokens were then revoked all the same. A revocation that fails
    /// (offline) is logged, not returned: nothing on this computer can use those tokens.
    pub async fn logout(&self) -> Result<(), Error> {
        login::logout(&self.inner).await
    }

    /// Removes this app's tokens from this computer without telling Globus, such as those of a
    /// local Globus that is gone.
    pub async fn delete_tokens(&self) -> Result<(), Error> {
        for server in self.resource_servers() {
            self.inner.forget(&server).await?;
        }
        Ok(())
    }

    /// Who signed in during this process's life, if anybody did.
    pub fn identity(&self) -> Option<Identity> {
        lock(&self.inner.identity).clone()
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

    /// Whether a call that needs a login runs it by itself.
    pub(crate) fn auto_redrive_gares(&self) -> bool {
        self.inner.auto_redrive_gares
    }

    /// The login that `gare` asks for; one for all calls that meet it at a time.
    pub(crate) async fn redrive(&self, gare: &Gare) -> Result<(), Error> {
        let parameters = gare.authorization_parameters.clone();
        login::run(&self.inner, Ask::Anyway(parameters)).await
    }

    pub(crate) fn environment(&self) -> &Environment {
        &self.inner.environment
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.inner.transport
    }

    /// A token for `resource_server` that meets its requirements; logs in if it must and may.
    pub(crate) async fn authorization(&self, resource_server: &str) -> Result<SecretString, Error> {
        authorizer::authorization(&self.inner, resource_server).await
    }

    /// Another token, after the service refused `refused` with a 401.
    pub(crate) async fn renewed_authorization(
        &self,
        resource_server: &str,
        refused: &SecretString,
    ) -> Result<SecretString, Error> {
        authorizer::renewed(&self.inner, resource_server, refused).await
    }
}

impl Inner {
    fn key(&self, resource_server: &str) -> TokenKey {
        TokenKey {
            environment: self.environment.name().to_owned(),
            client_id: self.client_id.clone(),
            namespace: self.namespace.clone(),
            resource_server: resource_server.to_owned(),
        }
    }
}

/// What these locks guard is replaced whole, so a poisoned one still holds a true value.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
