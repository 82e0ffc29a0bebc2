//! The local Globus that all programs are measured against, and tokens for it.

use std::sync::Arc;

use bench::{CLIENT_ID, Kept, Result, Setting, Token};
use globus_app::{
    Environment, FlowsClient, GlobusAppConfig, LocalServerLoginFlowManager, MemoryTokenStorage,
    TokenKey, TokenStorage, TransferClient, UserApp,
};
use globus_local::GlobusLocal;
use secrecy::ExposeSecret;

/// Starts a local Globus with many flows and tasks.
pub(crate) async fn start() -> Result<GlobusLocal> {
    let builder = GlobusLocal::builder().auto_approve(true);
    Ok(builder.flows(1_000).tasks(1_000).start().await?)
}

/// Signs in once and returns what the measured programs need to be signed in too.
pub(crate) async fn signed_in(globus: &GlobusLocal) -> Result<Setting> {
    let storage = Arc::new(MemoryTokenStorage::new());
    let browser = LocalServerLoginFlowManager::new(|url| {
        tokio::spawn(reqwest::get(url.clone()));
        Ok(())
    });
    let config = GlobusAppConfig {
        environment: Environment::at("local", globus.url())?,
        token_storage: Some(storage.clone()),
        login_flow_manager: Some(Arc::new(browser)),
        ..GlobusAppConfig::default()
    };
    let app = UserApp::builder("bench", CLIENT_ID)
        .config(config)
        .build()?;
    FlowsClient::new(&app);
    TransferClient::new(&app);
    app.login().await?;
    let mut tokens = Vec::new();
    for resource_server in app.resource_servers() {
        let key = TokenKey {
            environment: "local".into(),
            client_id: CLIENT_ID.into(),
            namespace: "DEFAULT".into(),
            resource_server,
        };
        let data = storage
            .get(&key)
            .await?
            .ok_or("the login stored no token")?;
        tokens.push(Token {
            resource_server: data.resource_server,
            identity_id: data.identity_id,
            scope: data.scope,
            access_token: data.access_token.expose_secret().to_owned(),
            refresh_token: data
                .refresh_token
                .map(|token| token.expose_secret().to_owned()),
            expires_at: data.expires_at.as_second(),
        });
    }
    Ok(Setting {
        url: globus.url().to_owned(),
        kept: Kept::Memory,
        tokens,
        calls: 0,
    })
}
