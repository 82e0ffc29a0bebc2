//! GlobusApp: which scopes are required, which token meets them, when to log in.

mod authorizer;
mod builder;
mod client_app;
mod config;
mod held;
mod held_tokens;
mod ledger;
mod login;
mod logout;
mod other_identity;
mod process_lock;
mod renewal;
mod requirements;
mod revocation;
mod token_validation;
mod user_app;
mod validators;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use secrecy::SecretString;
use url::Url;

use crate::{
    environment::Environment,
    error::Error,
    gare::{Gare, GlobusAuthorizationParameters},
    login::LoginFlowManager,
    oauth::{Identity, TokenEndpoint},
    scopes::{ConsentForest, Scope},
    transport::Transport,
};

pub use builder::{BuildError, ClientAppBuilder, UserAppBuilder};
pub use client_app::ClientApp;
pub use config::GlobusAppConfig;
pub use held_tokens::HeldToken;
use ledger::Ledger;
use login::{Ask, Refused, SharedLogin};
pub use other_identity::{KeepError, OtherIdentity};
use renewal::Renewals;
use requirements::Requirements;
use revocation::Revocations;
pub use token_validation::{ResolveByLoginFlow, TokenValidationError, TokenValidationErrorHandler};
pub use user_app::UserApp;

/// Requirements, tokens and logins of one client; service clients take their authorization
/// from it. Cheap to clone, and usable from any number of tasks.
#[derive(Clone, Debug)]
pub struct GlobusApp {
    inner: Arc<Inner>,
}

/// What a login is.
#[derive(Debug)]
enum Grant {
    /// A person consents, led there by a login flow manager.
    ToAPerson(Arc<dyn LoginFlowManager>),
    /// The client shows its secret.
    ToTheClient,
}

#[derive(Debug)]
struct Inner {
    name: String,
    environment: Environment,
    grant: Grant,
    login_redirect_uri: Option<Url>,
    request_refresh_tokens: bool,
    validation_error_handler: Option<Arc<dyn TokenValidationErrorHandler>>,
    auto_redrive_gares: bool,
    login_timeout: Duration,
    requirements: Mutex<Requirements>,
    transport: Transport,
    auth: TokenEndpoint,
    ledger: Ledger,
    renewals: Mutex<Renewals>,
    revocations: Arc<Revocations>,
    /// The login that runs, for others to share.
    login: Mutex<Option<SharedLogin>>,
    /// Whose the tokens are, once one was used.
    identity_id: Mutex<Option<String>>,
    identity: Mutex<Option<Identity>>,
    /// As last read, for requirements with dependencies.
    consents: Mutex<Option<Arc<ConsentForest>>>,
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
        login::run(&self.inner, Ask::ForWhatIsMissing).await?;
        Ok(())
    }

    /// Signs in with further requirements, such as multi-factor authentication, merged with the
    /// app's own.
    ///
    /// One login at a time: a call while another runs waits for that one first.
    pub async fn run_login_flow(
        &self,
        parameters: GlobusAuthorizationParameters,
    ) -> Result<(), Error> {
        login::run(&self.inner, Ask::Anyway(parameters)).await?;
        Ok(())
    }

    /// The `scope` that [`GlobusApp::run_login_flow`] with these parameters asks Globus for.
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
        logout::logout(&self.inner).await
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
    pub async fn save_unsaved_tokens(&self) -> Result<(), Error> {
        Ok(self.inner.ledger.save_unsaved().await?)
    }

    /// Removes this app's tokens from this computer without telling Globus, such as those of a
    /// local Globus that is gone.
    pub async fn delete_tokens(&self) -> Result<(), Error> {
        logout::delete_tokens(&self.inner).await
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

    /// Whether a call that needs a login runs it by itself.
    pub(crate) fn auto_redrive_gares(&self) -> bool {
        self.inner.auto_redrive_gares
    }

    /// The login that `gare` asks for, after `resource_server` refused the token `refused`; one
    /// for all calls that meet it at a time. Answers whether there was one, for another login may
    /// have brought a new token already.
    pub(crate) async fn redrive(
        &self,
        gare: &Gare,
        resource_server: &str,
        refused: &SecretString,
    ) -> Result<bool, Error> {
        let refused = Refused {
            resource_server: resource_server.to_owned(),
            token: refused.clone(),
        };
        let parameters = gare.authorization_parameters.clone();
        login::run(&self.inner, Ask::InsteadOf(refused, parameters)).await
    }

    /// Whose the tokens are, once one was used.
    pub(crate) fn identity_id(&self) -> Option<String> {
        lock(&self.inner.identity_id).clone()
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

/// What these locks guard is replaced whole, so a poisoned one still holds a true value.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
