//! A browser that consents by itself, and apps that use it.

use std::sync::Arc;

use globus_app::{
    Environment, GlobusAppConfig, LocalServerLoginFlowManager, LoginFlowManager,
    MemoryTokenStorage, UserApp,
};
use globus_local::{GlobusLocal, Options};
use tokio::sync::mpsc;
use url::Url;

pub(crate) const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";

pub(crate) async fn globus(auto_approve: bool) -> GlobusLocal {
    GlobusLocal::start(Options {
        port: 0,
        auto_approve,
    })
    .await
    .expect("a free port")
}

/// A browser that hands its URLs to the test.
pub(crate) fn handed_browser(
    globus: &GlobusLocal,
) -> (GlobusAppConfig, mpsc::UnboundedReceiver<Url>) {
    let (opened, urls) = mpsc::unbounded_channel();
    let manager = LocalServerLoginFlowManager::new(move |url: &Url| {
        opened.send(url.clone()).map_err(|error| error.to_string())
    });
    (config(globus, Arc::new(manager)), urls)
}

/// A browser that follows every redirect at once.
pub(crate) fn quick_browser(globus: &GlobusLocal) -> GlobusAppConfig {
    config(
        globus,
        Arc::new(LocalServerLoginFlowManager::new(|url: &Url| {
            tokio::spawn(browse(url.clone()));
            Ok(())
        })),
    )
}

pub(crate) fn user_app(config: GlobusAppConfig) -> UserApp {
    let builder = UserApp::builder("test-app", CLIENT_ID).config(config);
    builder.build().expect("complete")
}

/// Opens an address like a browser, and follows redirects. Returns the status and the page.
pub(crate) async fn browse(url: Url) -> (u16, String) {
    let answer = reqwest::get(url).await.expect("it answers");
    (
        answer.status().as_u16(),
        answer.text().await.expect("a page"),
    )
}

fn config(globus: &GlobusLocal, manager: Arc<dyn LoginFlowManager>) -> GlobusAppConfig {
    GlobusAppConfig {
        environment: Environment::at("local", globus.url()).expect("loopback"),
        token_storage: Some(Arc::new(MemoryTokenStorage::new())),
        login_flow_manager: Some(manager),
        ..GlobusAppConfig::default()
    }
}
