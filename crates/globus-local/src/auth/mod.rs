//! Globus Auth: authorization, tokens and who signed in.

mod authorize;
mod grants;
mod oidc;
mod page;
mod scopes;
mod signing_key;
mod token;

use std::sync::{Mutex, PoisonError};

pub(crate) use authorize::{answer_consent, authorize, code_page};
pub(crate) use grants::{Access, Grants};
pub use grants::{Issued, IssuedKind};
pub(crate) use oidc::{discovery, keys, userinfo};
use signing_key::SigningKey;
pub(crate) use token::{revoke, token};

/// State of Globus Auth.
#[derive(Debug)]
pub(crate) struct Auth {
    /// Base URL with a slash at its end.
    url: String,
    auto_approve: bool,
    key: SigningKey,
    grants: Mutex<Grants>,
}

impl Auth {
    pub(crate) fn new(url: &str, auto_approve: bool) -> std::io::Result<Self> {
        let key = SigningKey::generate()?;
        Ok(Self {
            url: url.to_owned(),
            auto_approve,
            key,
            grants: Mutex::default(),
        })
    }

    fn issuer(&self) -> &str {
        self.url.trim_end_matches('/')
    }

    /// What a bearer token allows at `resource_server`, if it is valid there.
    pub(crate) fn access(&self, token: &str, resource_server: &str) -> Option<Access> {
        self.grants()
            .access(token)
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

    fn grants(&self) -> std::sync::MutexGuard<'_, Grants> {
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
