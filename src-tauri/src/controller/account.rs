//! Who signs in where: an app, its bound clients, and the local Globus if it is the demo.

use std::{sync::Arc, time::Duration};

use globus_app::{
    AuthClient, BuildError, Environment, FlowsClient, GlobusApp, GlobusAppConfig, Identity,
    Keychain, MemoryTokenStorage, TokenStorage, TransferClient, UserApp, platform_keychain_name,
};
use globus_local::{GlobusLocal, Options};
use tokio::{sync::mpsc, time::timeout};

use super::{
    Clients, Request,
    browser_login::{Action, BrowserLogin},
};
use crate::{
    access::StoredRequirements,
    view::{Account as AccountView, AccountKind, Keep},
};

/// The demo's own client, environment and namespace, so that its items stand apart.
const DEMO_CLIENT_ID: &str = "d3300000-0000-4000-8000-000000000000";
const DEMO_ENVIRONMENT: &str = "local";
const DEMO_NAMESPACE: &str = "demo";
/// Port 9 (discard): the address of no Globus, for looking after what a demo left behind.
const NO_GLOBUS: &str = "http://127.0.0.1:9/";

/// How long a start waits to hear from Globus who is signed in.
const IDENTITY_PATIENCE: Duration = Duration::from_secs(3);

/// An app, its clients, and how to steer its sign-in.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) number: u64,
    pub(super) namespace: String,
    pub(super) environment: String,
    pub(super) app: UserApp,
    pub(super) keep: Keep,
    pub(super) actions: mpsc::UnboundedSender<Action>,
    flows: FlowsClient,
    transfer: TransferClient,
    /// Dropped with the account, which closes its port.
    demo: Option<GlobusLocal>,
}

/// What every account is made with.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) number: u64,
    pub(super) keychain: Arc<Keychain>,
    pub(super) requests: mpsc::UnboundedSender<Request>,
    pub(super) login_timeout: Duration,
}

impl Account {
    pub(super) fn globus(
        parts: Parts,
        keep: Keep,
        client_id: &str,
        environment: Environment,
    ) -> Result<Self, BuildError> {
        Self::new(parts, keep, client_id, environment, "DEFAULT", None)
    }

    pub(super) async fn demo(parts: Parts, keep: Keep) -> std::io::Result<Self> {
        let globus = GlobusLocal::start(Options::default()).await?;
        let environment =
            Environment::at(DEMO_ENVIRONMENT, globus.url()).map_err(std::io::Error::other)?;
        Self::new(
            parts,
            keep,
            DEMO_CLIENT_ID,
            environment,
            DEMO_NAMESPACE,
            Some(globus),
        )
        .map_err(std::io::Error::other)
    }

    fn new(
        parts: Parts,
        keep: Keep,
        client_id: &str,
        environment: Environment,
        namespace: &str,
        demo: Option<GlobusLocal>,
    ) -> Result<Self, BuildError> {
        let storage: Arc<dyn TokenStorage> = match keep {
            Keep::Keychain => parts.keychain,
            Keep::UntilQuit => Arc::new(MemoryTokenStorage::new()),
        };
        let (login, actions) = BrowserLogin::new(parts.number, parts.requests);
        let environment_name = environment.name().to_owned();
        let config = GlobusAppConfig {
            app_version: Some(env!("CARGO_PKG_VERSION").into()),
            environment,
            namespace: namespace.to_owned(),
            token_storage: Some(storage),
            login_flow_manager: Some(Arc::new(login)),
            // Meridian never opens a browser unasked.
            token_validation_error_handler: None,
            login_timeout: parts.login_timeout,
            ..GlobusAppConfig::default()
        };
        let app = UserApp::builder(crate::APP_NAME, client_id)
            .config(config)
            .build()?;
        let (flows, transfer) = (FlowsClient::new(&app), TransferClient::new(&app));
        Ok(Self {
            number: parts.number,
            namespace: namespace.to_owned(),
            environment: environment_name,
            app,
            keep,
            actions,
            flows,
            transfer,
            demo,
        })
    }

    pub(super) fn is_demo(&self) -> bool {
        self.demo.is_some()
    }

    /// Who is signed in: as just proven, else as Globus says now, else unknown (offline).
    pub(super) async fn identity(&self) -> Option<Identity> {
        if let Some(identity) = self.app.identity() {
            return Some(identity);
        }
        let auth = AuthClient::new(&self.app);
        // A dead network must not hold up the window: the lists say that it is dead.
        timeout(IDENTITY_PATIENCE, auth.userinfo()).await.ok()?.ok()
    }

    pub(super) fn clients(&self, identity: Option<&Identity>) -> Clients {
        Clients {
            app: GlobusApp::clone(&self.app),
            auth: AuthClient::new(&self.app),
            flows: self.flows.clone(),
            transfer: self.transfer.clone(),
            identity_id: identity.map(|identity| identity.sub.clone()),
            username: identity
                .and_then(|identity| identity.preferred_username.clone())
                .unwrap_or_default(),
            kept_in: self.kept_in(),
            requirements: StoredRequirements::default(),
        }
    }

    /// Where the sign-in is kept, in words.
    pub(super) fn kept_in(&self) -> String {
        match self.keep {
            Keep::Keychain => platform_keychain_name().to_owned(),
            Keep::UntilQuit => "memory, until you quit".to_owned(),
        }
    }
}

/// Removes what a demo left in the keychain when it could not clean up itself.
pub(super) async fn remove_demo_leftovers(parts: Parts) {
    let Ok(environment) = Environment::at(DEMO_ENVIRONMENT, NO_GLOBUS) else {
        return;
    };
    let demo = Account::new(
        parts,
        Keep::Keychain,
        DEMO_CLIENT_ID,
        environment,
        DEMO_NAMESPACE,
        None,
    );
    let Ok(demo) = demo else {
        return;
    };
    if let Err(error) = demo.app.delete_tokens().await {
        tracing::warn!(%error, "what an earlier demo left behind could not be removed");
    }
}

pub(super) fn account_view(account: &Account, identity: Option<&Identity>) -> AccountView {
    let username = identity.and_then(|identity| identity.preferred_username.clone());
    let username = username.unwrap_or_default();
    AccountView {
        id: account.namespace.clone(),
        kind: AccountKind::User,
        environment: account.environment.clone(),
        name: identity
            .and_then(|identity| identity.name.clone())
            .unwrap_or_else(|| {
                if username.is_empty() {
                    "Signed in".into()
                } else {
                    username.clone()
                }
            }),
        username,
        email: identity.and_then(|identity| identity.email.clone()),
        organization: identity.and_then(|identity| identity.organization.clone()),
    }
}
