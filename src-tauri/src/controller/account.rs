//! An account in use: its app, its service clients and, for the demo, its local Globus.

use std::{sync::Arc, time::Duration};

use globus_app::{
    AuthScopes, BuildError, ClientApp, Environment, GlobusApp, GlobusAppConfig, HeldToken,
    Identity, MemoryTokenStorage, ResolveByLoginFlow, TokenStorage, UserApp,
    platform_keychain_name,
};
use globus_local::GlobusLocal;
use secrecy::SecretString;
use tokio::sync::mpsc;

use super::{
    browser_login::{BrowserLogin, LoginInput},
    session::{Account as AccountView, Keep},
    vault::Vault,
};
use crate::{
    accounts::record::AccountRecord,
    clients::Clients,
    controller::{browser_login::Tell, number::AccountNumber},
    requirements::stored::StoredRequirements,
    settings::store::SettingsStore,
};

/// An account in use: its app, its service clients, and a channel to its sign-in.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) number: AccountNumber,
    pub(super) record: AccountRecord,
    pub(super) app: GlobusApp,
    pub(super) environment: Environment,
    pub(super) keep: Keep,
    pub(super) actions: mpsc::UnboundedSender<LoginInput>,
    /// Who owns the account, once Globus Auth has answered.
    pub(super) identity: Option<Identity>,
    config: GlobusAppConfig,
    /// Without who it is for, which becomes known later.
    clients: Clients,
    /// The demo's local Globus. Dropping it closes its port.
    demo: Option<GlobusLocal>,
    /// The client secret of a service account.
    secret: Option<SecretString>,
}

/// What every account is built from.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) number: AccountNumber,
    pub(super) keychain: Arc<dyn Vault>,
    /// Where sign-ins are kept that end when Meridian quits.
    pub(super) memory: Arc<MemoryTokenStorage>,
    /// Receives the progress of this account's sign-ins.
    pub(super) tell: Tell,
    pub(super) settings: SettingsStore,
}

impl Account {
    /// Builds an account in `environment`. Service accounts have a `secret`.
    pub(super) fn new(
        parts: Parts,
        record: AccountRecord,
        environment: Environment,
        secret: Option<SecretString>,
    ) -> Result<Box<Self>, BuildError> {
        let (keep, storage): (_, Arc<dyn TokenStorage>) = if record.until_quit {
            (Keep::UntilQuit, parts.memory)
        } else {
            (Keep::Keychain, parts.keychain)
        };
        let login_timeout = parts.settings.current().login_timeout();
        let (login, actions) = BrowserLogin::new(parts.settings.clone(), parts.tell);
        let is_person = secret.is_none();
        let config = GlobusAppConfig {
            app_version: Some(env!("CARGO_PKG_VERSION").into()),
            environment: environment.clone(),
            namespace: record.id.clone(),
            token_storage: Some(storage),
            login_flow_manager: is_person.then_some(Arc::new(login) as _),
            // Meridian never opens a browser unasked. Signing in with a secret doesn't open one.
            token_validation_error_handler: (!is_person)
                .then_some(Arc::new(ResolveByLoginFlow) as _),
            login_timeout,
            ..GlobusAppConfig::default()
        };
        let app = app(&record, config.clone(), secret.clone())?;
        // Boxed because it is large and moves around.
        Ok(Box::new(Self {
            number: parts.number,
            clients: Clients::bind(&app, record.requirements.clone()),
            record,
            app,
            environment,
            keep,
            actions,
            identity: None,
            config,
            demo: None,
            secret,
        }))
    }

    /// Makes this the demo's account, which keeps `globus` running.
    pub(super) fn of_demo(mut self: Box<Self>, globus: GlobusLocal) -> Box<Self> {
        self.demo = Some(globus);
        self
    }

    /// The client secret of a service account.
    pub(super) fn secret(&self) -> Option<&SecretString> {
        self.secret.as_ref()
    }

    /// How long a sign-in may take before it times out.
    pub(super) fn login_timeout(&self) -> Duration {
        self.config.login_timeout
    }

    pub(super) fn is_demo(&self) -> bool {
        self.demo.is_some()
    }

    /// Rebuilds the app with new requirements. Stored tokens stay usable for the scopes they carry.
    pub(super) async fn require(
        &mut self,
        requirements: StoredRequirements,
    ) -> Result<(), BuildError> {
        // Tokens that the old app holds in memory would be lost with it.
        if let Err(error) = self.app.save_unsaved_tokens().await {
            tracing::warn!(%error, "refreshed tokens could not be saved");
        }
        let record = AccountRecord {
            requirements,
            ..self.record.clone()
        };
        let app = app(&record, self.config.clone(), self.secret.clone())?;
        self.clients = Clients {
            totals: self.clients.totals.clone(),
            ..Clients::bind(&app, record.requirements.clone())
        };
        (self.app, self.record) = (app, record);
        Ok(())
    }

    /// Whether every stored token has expired and can't be refreshed. Makes no network request.
    pub(super) async fn has_ended(&self) -> Result<bool, globus_app::Error> {
        if !self.app.acts_for_a_person() {
            return Ok(false);
        }
        let held = self.app.held_tokens().await?;
        Ok(held.iter().all(HeldToken::has_ended_for_good))
    }

    /// The ID of the identity that the stored tokens belong to. Makes no network request.
    pub(super) async fn stored_identity_id(&self) -> Option<String> {
        let held = self.app.held_tokens().await.ok()?;
        held.into_iter().find_map(|token| token.identity_id)
    }

    /// Stores who signed in.
    pub(super) fn know(&mut self, identity: Identity) {
        self.record.know(&identity);
        self.identity = Some(identity);
    }

    pub(super) fn clients(&self) -> Clients {
        Clients {
            identity_id: self.record.identity_id.clone(),
            username: self.record.username.clone(),
            kept_in: self.kept_in(),
            ..self.clients.clone()
        }
    }

    pub(super) fn view(&self) -> AccountView {
        AccountView {
            id: self.record.id.clone(),
            kind: self.record.kind,
            environment: self.record.environment.clone(),
            name: self.record.title().to_owned(),
            username: self.record.username.clone(),
            email: self.identity.as_ref().and_then(|who| who.email.clone()),
            organization: self.record.organization.clone(),
        }
    }

    /// Where the sign-in is kept, in words: "your keyring" or "memory, until you quit".
    pub(super) fn kept_in(&self) -> String {
        match self.keep {
            Keep::Keychain => platform_keychain_name().to_owned(),
            Keep::UntilQuit => "memory, until you quit".to_owned(),
        }
    }
}

fn app(
    record: &AccountRecord,
    config: GlobusAppConfig,
    secret: Option<SecretString>,
) -> Result<GlobusApp, BuildError> {
    let (name, client_id) = (crate::app_name::APP_NAME, &record.client_id);
    let app = match secret {
        None => GlobusApp::clone(&*UserApp::builder(name, client_id).config(config).build()?),
        Some(secret) => {
            let app = ClientApp::builder(name, client_id).client_secret(secret);
            GlobusApp::clone(&*app.config(config).build()?)
        }
    };
    for (server, scopes) in record.requirements.bound(app.acts_for_a_person()) {
        // A service account has no linked identities, so it needs no Globus Auth scopes.
        if app.acts_for_a_person() || server != AuthScopes::RESOURCE_SERVER {
            app.add_scope_requirements(&server, scopes);
        }
    }
    Ok(app)
}
