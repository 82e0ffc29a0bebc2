//! Login with a code that the user copies from Globus's page.

use async_trait::async_trait;
use futures::future::BoxFuture;
use url::Url;

use super::{
    answer::LoginAnswer, error::LoginError, manager::LoginFlowManager, request::LoginRequest,
};

/// Shows the address and gets the code through a function of yours. Asks again if the text can't be
/// a code.
pub struct PasteCodeLoginFlowManager<F> {
    ask: F,
}

impl<F> PasteCodeLoginFlowManager<F>
where
    F: Fn(Url) -> BoxFuture<'static, Option<String>> + Send + Sync,
{
    /// `ask` shows the address and returns what the user pasted, or None to cancel.
    pub fn new(ask: F) -> Self {
        Self { ask }
    }
}

impl<F> std::fmt::Debug for PasteCodeLoginFlowManager<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasteCodeLoginFlowManager")
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl<F> LoginFlowManager for PasteCodeLoginFlowManager<F>
where
    F: Fn(Url) -> BoxFuture<'static, Option<String>> + Send + Sync,
{
    async fn run_login_flow(&self, request: &LoginRequest) -> Result<LoginAnswer, LoginError> {
        let pending = request.begin_with_code_page()?;
        loop {
            let pasted = (self.ask)(pending.authorize_url().clone())
                .await
                .ok_or(LoginError::Cancelled)?;
            if let Ok(answer) = pending.finish_with_code(&pasted) {
                return Ok(answer);
            }
        }
    }
}
