//! Login through the system browser and a redirect to this computer (RFC 8252 §7.3).

mod exchange;
mod page;
mod server;

use async_trait::async_trait;
use url::Url;

use super::{LoginAnswer, LoginError, LoginFlowManager, LoginRequest};

pub use server::LoopbackServer;

/// Opens the browser through a function of yours and waits for the redirect.
pub struct LocalServerLoginFlowManager<F> {
    open_browser: F,
}

impl<F> LocalServerLoginFlowManager<F>
where
    F: Fn(&Url) -> Result<(), String> + Send + Sync,
{
    /// `open_browser` shows the page; its error says why it could not.
    pub fn new(open_browser: F) -> Self {
        Self { open_browser }
    }
}

impl<F> std::fmt::Debug for LocalServerLoginFlowManager<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LocalServerLoginFlowManager")
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl<F> LoginFlowManager for LocalServerLoginFlowManager<F>
where
    F: Fn(&Url) -> Result<(), String> + Send + Sync,
{
    async fn run_login_flow(&self, request: &LoginRequest) -> Result<LoginAnswer, LoginError> {
        let server = LoopbackServer::start(request).await?;
        (self.open_browser)(server.authorize_url()).map_err(LoginError::NoBrowser)?;
        server.answer().await
    }
}
