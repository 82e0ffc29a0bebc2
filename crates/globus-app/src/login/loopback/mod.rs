//! Login through the system's browser and a redirect to this computer (RFC 8252 §7.3).

mod exchange;
mod listen;
mod page;
mod server;

use async_trait::async_trait;
use url::Url;

use super::{
    answer::LoginAnswer, error::LoginError, manager::LoginFlowManager, request::LoginRequest,
    session,
};

pub use server::LoopbackServer;

/// Opens the browser through a function of yours and waits for the redirect, on the port in the
/// app's [`login_redirect_uri`](crate::GlobusAppConfig::login_redirect_uri). Without one, on any
/// free port, which Globus Auth allows for native clients only.
///
/// Refuses in a remote session (`SSH_TTY`, `SSH_CONNECTION`), or if `BROWSER` names a text browser,
/// because the redirect couldn't arrive. Use
/// [`CommandLineLoginFlowManager`](crate::CommandLineLoginFlowManager) there.
pub struct LocalServerLoginFlowManager<F> {
    open_browser: F,
}

impl<F> LocalServerLoginFlowManager<F>
where
    F: Fn(&Url) -> Result<(), String> + Send + Sync,
{
    /// `open_browser` shows the page. Its error says why it couldn't.
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
        session::has_a_browser(|variable| std::env::var(variable).ok())?;
        let server = LoopbackServer::start(request).await?;
        (self.open_browser)(server.authorize_url()).map_err(LoginError::NoBrowser)?;
        server.answer().await
    }
}
