//! What an app is made of.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use url::Url;

use super::{
    ledger::Ledger,
    requirements::Requirements,
    revocation::Revocations,
    running::{Running, SharedLogin},
};
use crate::{
    environment::Environment,
    login::LoginFlowManager,
    oauth::{Identity, TokenEndpoint},
    scopes::ConsentForest,
    tokens::TokenData,
    transport::Transport,
};

/// What a login is.
#[derive(Debug)]
pub(super) enum Grant {
    /// A person consents, led there by a login flow manager.
    ToAPerson(Arc<dyn LoginFlowManager>),
    /// The client shows its secret.
    ToTheClient,
}

#[derive(Debug)]
pub(super) struct Inner {
    pub(super) name: String,
    pub(super) environment: Environment,
    pub(super) grant: Grant,
    pub(super) login_redirect_uri: Option<Url>,
    pub(super) request_refresh_tokens: bool,
    pub(super) auto_redrive_gares: bool,
    pub(super) login_timeout: Duration,
    pub(super) requirements: Mutex<Requirements>,
    pub(super) transport: Transport,
    pub(super) auth: TokenEndpoint,
    pub(super) ledger: Ledger,
    /// The renewals that run, by service.
    pub(super) renewals: Mutex<BTreeMap<String, Running<Option<TokenData>>>>,
    pub(super) revocations: Arc<Revocations>,
    /// The login that runs, for others to share.
    pub(super) login: Mutex<Option<SharedLogin>>,
    /// Whose the tokens are, once one was used.
    pub(super) identity_id: Mutex<Option<String>>,
    pub(super) identity: Mutex<Option<Identity>>,
    /// As last read, for requirements with dependencies.
    pub(super) consents: Mutex<Option<Arc<ConsentForest>>>,
}
