//! A browser that consents by itself, and apps that use it.

use std::sync::Arc;

use globus_app::{
    Environment, LocalServerLoginFlowManager, LoginFlowManager, MemoryTokenStorage, UserApp,
    UserAppBuilder,
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

/// An app whose browser is handed to the test, as URLs.
pub(crate) fn app(globus: &GlobusLocal) -> (UserAppBuilder, mpsc::UnboundedReceiver<Url>) {
    let (opened, urls) = mpsc::unbounded_channel();
    let manager = LocalServerLoginFlowManager::new(move |url: &Url| {
        opened.send(url.clone()).map_err(|error| error.to_string())
    });
    (builder(globus, Arc::new(manager)), urls)
}

/// An app whose browser follows every redirect at once.
pub(crate) fn app_with_browser(globus: &GlobusLocal) -> UserAppBuilder {
    builder(
        globus,
        Arc::new(LocalServerLoginFlowManager::new(|url: &Url| {
            tokio::spawn(browse(url.clone()));
            Ok(())
        })),
    )
}

/// Opens an address as a browser does, redirects followed; answers with status and page.
pub(crate) async fn browse(url: Url) -> (u16, String) {
    let answer = reqwest::get(url).await.expect("it answers");
    (
        answer.status().as_u16(),
        answer.text().await.expect("a page"),
    )
}

fn builder(globus: &GlobusLocal, manager: Arc<dyn LoginFlowManager>) -> UserAppBuilder {
    UserApp::builder("test-app", CLIENT_ID)
        .environment(Environment::at("local", globus.url()).expect("loopback"))
        .token_storage(Arc::new(MemoryTokenStorage::new()))
        .login_flow_manager(manager)
}
