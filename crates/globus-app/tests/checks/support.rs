//! A browser that consents at once, and apps that use it.

use std::sync::Arc;

use globus_app::{
    Environment, GlobusAppConfig, LocalServerLoginFlowManager, MemoryTokenStorage, TokenData,
    TokenKey, TokenStorage, UserApp,
};
use url::Url;

pub(crate) const APP_NAME: &str = "checks";
pub(crate) const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";

/// An app at `globus`, with tokens in memory.
pub(crate) fn config(globus: &str) -> GlobusAppConfig {
    let browser = LocalServerLoginFlowManager::new(|url: &Url| {
        tokio::spawn(reqwest::get(url.clone()));
        Ok(())
    });
    GlobusAppConfig {
        environment: Environment::at("local", globus).expect("loopback"),
        token_storage: Some(Arc::new(MemoryTokenStorage::new())),
        login_flow_manager: Some(Arc::new(browser)),
        ..GlobusAppConfig::default()
    }
}

pub(crate) fn user_app(config: GlobusAppConfig) -> UserApp {
    let builder = UserApp::builder(APP_NAME, CLIENT_ID).config(config);
    builder.build().expect("complete")
}

/// The key of a service's record, in the app's default namespace.
pub(crate) fn key(resource_server: &str) -> TokenKey {
    TokenKey {
        environment: "local".into(),
        client_id: CLIENT_ID.into(),
        namespace: "DEFAULT".into(),
        resource_server: resource_server.into(),
    }
}

/// A service's record as it is stored.
pub(crate) async fn stored(storage: &dyn TokenStorage, resource_server: &str) -> TokenData {
    let record = storage.get(&key(resource_server)).await;
    record.expect("readable").expect("there")
}
