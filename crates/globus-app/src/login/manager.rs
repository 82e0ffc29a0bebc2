//! What guides the user through a login.

use async_trait::async_trait;

use super::{answer::LoginAnswer, error::LoginError, request::LoginRequest};

/// Guides the user through a login and brings back the authorization code.
///
/// The app sets the deadline. If it passes, or the login is canceled, the future is dropped, and
/// everything it opened must close with it.
#[async_trait]
pub trait LoginFlowManager: std::fmt::Debug + Send + Sync {
    /// Shows `request` to the user, in one or more attempts, until one is answered.
    ///
    /// # Errors
    /// The [`LoginError`] that ends the login.
    async fn run_login_flow(&self, request: &LoginRequest) -> Result<LoginAnswer, LoginError>;
}
