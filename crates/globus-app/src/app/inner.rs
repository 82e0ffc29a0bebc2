//! What an app consists of.

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

/// How the app signs in.
#[derive(Debug)]
pub(super) enum Grant {
    /// A user consents, guided by a login flow manager.
    ToAPerson(Arc<dyn LoginFlowManager>),
    /// The client authenticates with its secret.
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
    /// The running renewals, by service.
    pub(super) renewals: Mutex<BTreeMap<String, Running<Option<TokenData>>>>,
    pub(super) revocations: Arc<Revocations>,
    /// The running login, for others to share.
    pub(super) login: Mutex<Option<SharedLogin>>,
    /// Whose tokens these are, once one was used.
    pub(super) identity_id: Mutex<Option<String>>,
    pub(super) identity: Mutex<Option<Identity>>,
    /// As last read, for scopes with dependencies.
    pub(super) consents: Mutex<Option<Arc<ConsentForest>>>,
}
