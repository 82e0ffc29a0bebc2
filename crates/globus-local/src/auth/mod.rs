//! Globus Auth: authorization, tokens and who signed in.

mod authorize;
mod claims;
mod discovery;
mod grants;
mod issued;
mod page;
mod redirect;
mod request;
mod revoke;
mod scopes;
mod session;
mod signing_key;
mod token;
mod userinfo;

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

pub(crate) use authorize::{answer_consent, authorize, code_page};
pub(crate) use discovery::{discovery, keys};
pub(crate) use grants::Access;
use grants::Grants;
pub use issued::{Issued, IssuedKind};
pub(crate) use revoke::revoke;
use signing_key::SigningKey;
pub(crate) use token::token;
pub(crate) use userinfo::userinfo;

use crate::{builder::StartError, clock::Clock, issuer::Issuer};

/// State of Globus Auth.
#[derive(Debug)]
pub(crate) struct Auth {
    issuer: Issuer,
    clock: Clock,
    auto_approve: bool,
    key: SigningKey,
    grants: Mutex<Grants>,
}

impl Auth {
    pub(crate) fn new(
        issuer: Issuer,
        clock: Clock,
        auto_approve: bool,
    ) -> Result<Self, StartError> {
        Ok(Self {
            issuer,
            clock,
            auto_approve,
            key: SigningKey::generate().map_err(StartError::SigningKey)?,
            grants: Mutex::default(),
        })
    }

    /// What a bearer token allows at `resource_server`, if it is valid there.
    pub(crate) fn access(&self, token: &str, resource_server: &str) -> Option<Access> {
        self.grants()
            .access(token, self.now())
            .filter(|access| access.resource_server == resource_server)
    }

    pub(crate) fn issued(&self) -> Vec<Issued> {
        self.grants().issued.clone()
    }

    pub(crate) fn expire_access_tokens(&self) {
        self.grants().expire_access_tokens();
    }

    pub(crate) fn revoke_refresh_tokens(&self) {
        self.grants().revoke_refresh_tokens();
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn grants(&self) -> MutexGuard<'_, Grants> {
        // Every change is one map operation, so a poisoned state is still whole.
        self.grants.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The one person of this Globus.
pub(crate) mod person {
    pub(crate) const ID: &str = "8ca28797-3541-4a5d-a264-05b00f91e608";
    pub(crate) const NAME: &str = "Ada Lovelace";
    pub(crate) const USERNAME: &str = "ada@uni.example";
    pub(crate) const ORGANIZATION: &str = "Example University";
    pub(crate) const PROVIDER: &str = "927d7238-f917-4eb2-9ace-c523fa9ba34e";
    pub(crate) const PROVIDER_NAME: &str = "Example University SSO";
}
