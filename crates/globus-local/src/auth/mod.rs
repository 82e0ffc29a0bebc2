//! Globus Auth: authorization, tokens and identities.

mod authorize;
mod browser;
mod claims;
mod clients;
pub(crate) mod colleagues;
mod consents;
mod demanded;
mod discovery;
mod error;
mod grants;
mod issued;
mod knobs;
mod page;
pub(crate) mod people;
pub(crate) mod policies;
mod redirect;
mod registry;
mod request;
mod resources;
pub(crate) mod routes;
mod scopes;
mod session;
mod sign_in;
mod signing_key;
mod token;
mod unused;
mod web;

use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use jiff::Timestamp;
use serde_json::Value;

use crate::{clock::Clock, issuer::Issuer, start_error::StartError};
use browser::Browsers;
use clients::Clients;
pub use clients::{
    CONFIDENTIAL_CLIENT_ID, CONFIDENTIAL_CLIENT_SECRET, SERVICE_ACCOUNT_ID, SERVICE_ACCOUNT_SECRET,
};
use consents::{Consents, Owner};
use grants::Grants;
pub use issued::{Issued, IssuedKind};
use registry::Registry;
use scopes::resource_server;
use session::Session;
pub(crate) use session::SessionPolicy;
use sign_in::SignIn;
use signing_key::SigningKey;
use unused::Unused;

/// The Auth service.
#[derive(Debug)]
pub(crate) struct Auth {
    issuer: Issuer,
    clock: Clock,
    auto_approve: bool,
    key: Mutex<SigningKey>,
    clients: Mutex<Clients>,
    browsers: Mutex<Browsers>,
    consents: Mutex<Consents>,
    grants: Mutex<Grants>,
    registry: Mutex<Registry>,
    sign_in: Mutex<SignIn>,
    unused: Mutex<Unused>,
    rotates: AtomicBool,
}

/// What an access token allows, and who holds it.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    pub(crate) scopes: Vec<String>,
    /// The effective identity: the `sub` of the user, or the client's own id.
    pub(crate) identity_id: String,
    pub(crate) username: String,
    pub(crate) client_id: String,
    /// None if the client acts for itself.
    session: Option<Session>,
    /// Whose consents apply, and below which path.
    consents: (Owner, Vec<String>),
}

impl Auth {
    pub(crate) fn new(
        issuer: Issuer,
        clock: Clock,
        auto_approve: bool,
    ) -> Result<Self, StartError> {
        let key = SigningKey::generate(1).map_err(StartError::SigningKey)?;
        Ok(Self {
            issuer,
            clock,
            auto_approve,
            key: Mutex::new(key),
            clients: Mutex::new(Clients::new()),
            browsers: Mutex::default(),
            consents: Mutex::default(),
            grants: Mutex::default(),
            registry: Mutex::default(),
            sign_in: Mutex::default(),
            unused: Mutex::default(),
            rotates: AtomicBool::new(false),
        })
    }

    /// What a bearer token allows at `resource_server`, if it is valid there.
    pub(crate) fn access(&self, token: &str, resource_server: &str) -> Option<Access> {
        let grants = self.grants();
        let token = grants.access(token, self.now())?;
        let holder = &token.holder;
        (token.resource_server == resource_server).then(|| {
            let (owner, path) = holder.consents();
            Access {
                scopes: token.scopes.clone(),
                identity_id: owner.identity_id.clone(),
                username: holder.username(),
                client_id: holder.client_id.clone(),
                session: holder.session.clone(),
                consents: (owner, path.to_vec()),
            }
        })
    }

    /// Whether the holder of the token has allowed its client the scopes in `path`, each as a
    /// dependency of the one before it. The first one is a scope of the token.
    pub(crate) fn has_consent(&self, access: &Access, path: &[&str]) -> bool {
        let (owner, above) = &access.consents;
        let above = above.iter().map(String::as_str);
        let path: Vec<&str> = above.chain(path.iter().copied()).collect();
        self.consents().has(owner, &path)
    }

    /// Whether the identity has allowed any client the scopes in `path`, each as a dependency of
    /// the one before it.
    pub(crate) fn has_consent_of(&self, identity_id: &str, path: &[&str]) -> bool {
        self.consents().has_to_any(identity_id, path)
    }

    /// What a login must do (`authorization_parameters`) before the token's session meets `policy`;
    /// none if it already does. A client that acts for itself has no session.
    pub(crate) fn session_unmet(
        &self,
        access: &Access,
        policy: &SessionPolicy,
        message: &str,
    ) -> Option<Value> {
        let session = access.session.as_ref();
        let is_met = session.is_some_and(|session| session.meets(policy, self.now()));
        (!is_met).then(|| policy.parameters(message))
    }

    /// Adds a flow or collection, which then has scopes of its own, or gives a known one a new
    /// name. `has_data_access` says whether `data_access` is one of its scopes.
    pub(crate) fn register(&self, id: &str, name: &str, has_data_access: bool) {
        self.registry().add(id, name, has_data_access);
    }

    /// Removes a flow or collection.
    pub(crate) fn unregister(&self, id: &str) {
        self.registry().remove(id);
    }

    /// The name of the flow or collection with this id.
    fn name_of(&self, id: &str) -> Option<String> {
        self.registry().name_of(id)
    }

    /// Whether any service has the scope.
    fn knows_scope(&self, scope: &str) -> bool {
        resource_server(scope).is_some() && !self.registry().lacks(scope)
    }

    /// Revokes a scope, with everything below it and the tokens that depend on it.
    fn take_back(&self, owner: &Owner, scope: &str) {
        let gone = self.consents().revoke(owner, scope);
        self.grants().revoke_scopes(owner, &gone);
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn rotates_refresh_tokens(&self) -> bool {
        self.rotates.load(Ordering::Relaxed)
    }

    fn key(&self) -> MutexGuard<'_, SigningKey> {
        lock(&self.key)
    }

    fn clients(&self) -> MutexGuard<'_, Clients> {
        lock(&self.clients)
    }

    fn browsers(&self) -> MutexGuard<'_, Browsers> {
        lock(&self.browsers)
    }

    fn consents(&self) -> MutexGuard<'_, Consents> {
        lock(&self.consents)
    }

    fn grants(&self) -> MutexGuard<'_, Grants> {
        lock(&self.grants)
    }

    fn registry(&self) -> MutexGuard<'_, Registry> {
        lock(&self.registry)
    }

    fn unused(&self) -> MutexGuard<'_, Unused> {
        lock(&self.unused)
    }

    fn sign_in(&self) -> MutexGuard<'_, SignIn> {
        lock(&self.sign_in)
    }
}

#[cfg(test)]
impl Access {
    /// An access for tests, without a token.
    pub(crate) fn of_tests(identity_id: &str) -> Self {
        let owner = Owner {
            identity_id: identity_id.to_owned(),
            client_id: String::new(),
        };
        Self {
            scopes: Vec::new(),
            identity_id: identity_id.to_owned(),
            username: String::new(),
            client_id: String::new(),
            session: None,
            consents: (owner, Vec::new()),
        }
    }
}

/// Every change leaves the state consistent, so a poisoned lock is safe to use.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
