//! Apps that are signed in at a test's server.

use std::sync::Arc;

use globus_app::{
    AuthScopes, Environment, FlowsScopes, GlobusAppConfig, GroupsScopes, MemoryTokenStorage,
    SpecificFlowScopes, TokenData, TokenKey, TokenStorage, TransferScopes, UserApp, UserAppBuilder,
};
use jiff::{SignedDuration, Timestamp};
use uuid::{Uuid, uuid};

use crate::server::Server;

pub const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";
pub const IDENTITY_ID: &str = "8ca28797-3541-4a5d-a264-05b00f91e608";
pub const CLIENT_SECRET: &str = "client-secret";
/// For all services.
pub const ACCESS_TOKEN: &str = "stored";
/// The flow in the SDK's answers.
pub const FLOW_ID: Uuid = uuid!("24bc4997-b483-4c25-a19c-64b0afc00743");

/// How an app is registered.
#[derive(Clone, Copy, PartialEq)]
pub enum Client {
    Native,
    Confidential,
}

impl Client {
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Confidential => "confidential",
        }
    }

    pub fn with_secret(self, app: UserAppBuilder) -> UserAppBuilder {
        match self {
            Self::Native => app,
            Self::Confidential => app.client_secret(CLIENT_SECRET),
        }
    }
}

/// The scopes of a service's stored token.
pub fn scope(resource_server: &str) -> String {
    match resource_server {
        AuthScopes::RESOURCE_SERVER => "openid profile email".into(),
        TransferScopes::RESOURCE_SERVER => TransferScopes::ALL.to_string(),
        FlowsScopes::RESOURCE_SERVER => {
            format!("{} {}", FlowsScopes::VIEW_FLOWS, FlowsScopes::RUN_STATUS)
        }
        GroupsScopes::RESOURCE_SERVER => GroupsScopes::VIEW_MY_GROUPS_AND_MEMBERSHIPS.to_string(),
        flow => {
            let flow = flow.parse().expect("the id of a flow");
            SpecificFlowScopes::new(flow).user().to_string()
        }
    }
}

/// Everything except logins, because none may be needed.
pub fn config(server: &Server, storage: Arc<MemoryTokenStorage>) -> GlobusAppConfig {
    GlobusAppConfig {
        environment: Environment::at("test", &server.base).expect("loopback"),
        token_storage: Some(storage),
        token_validation_error_handler: None,
        ..GlobusAppConfig::default()
    }
}

/// A native app with tokens for all services. The access tokens live this much longer.
pub async fn signed_in(server: &Server, life: SignedDuration) -> UserApp {
    signed_in_as(Client::Native, server, life).await
}

/// The same, with either registration.
pub async fn signed_in_as(client: Client, server: &Server, life: SignedDuration) -> UserApp {
    let storage = Arc::new(MemoryTokenStorage::new());
    let flow = FLOW_ID.to_string();
    for resource_server in [
        AuthScopes::RESOURCE_SERVER,
        TransferScopes::RESOURCE_SERVER,
        FlowsScopes::RESOURCE_SERVER,
        GroupsScopes::RESOURCE_SERVER,
        &flow,
    ] {
        let data = TokenData {
            resource_server: resource_server.into(),
            identity_id: Some(IDENTITY_ID.into()),
            scope: scope(resource_server),
            access_token: ACCESS_TOKEN.into(),
            refresh_token: Some(format!("refresh-{resource_server}").into()),
            expires_at: Timestamp::now() + life,
        };
        let stored = storage.put(&key(resource_server), &data).await;
        stored.expect("in memory");
    }
    let config = GlobusAppConfig {
        login_redirect_uri: Some(server.base.parse().expect("a URL")),
        ..config(server, storage)
    };
    let app = UserApp::builder("test-app", CLIENT_ID).config(config);
    client.with_secret(app).build().expect("complete")
}

/// An app whose Transfer token has expired, and its storage.
pub async fn ended(server: &Server) -> (UserApp, Arc<MemoryTokenStorage>) {
    let storage = Arc::new(MemoryTokenStorage::new());
    let data = TokenData {
        resource_server: TransferScopes::RESOURCE_SERVER.into(),
        identity_id: Some(IDENTITY_ID.into()),
        scope: scope(TransferScopes::RESOURCE_SERVER),
        access_token: ACCESS_TOKEN.into(),
        refresh_token: Some("still good".into()),
        expires_at: Timestamp::now() - SignedDuration::from_hours(1),
    };
    let key = key(TransferScopes::RESOURCE_SERVER);
    let stored = storage.put(&key, &data).await;
    stored.expect("in memory");
    let app = UserApp::builder("test-app", CLIENT_ID).config(config(server, storage.clone()));
    (app.build().expect("complete"), storage)
}

pub fn key(resource_server: &str) -> TokenKey {
    TokenKey {
        environment: "test".into(),
        client_id: CLIENT_ID.into(),
        namespace: "DEFAULT".into(),
        resource_server: resource_server.into(),
    }
}
