//! What takes a person through a login.

use async_trait::async_trait;

use super::{answer::LoginAnswer, error::LoginError, request::LoginRequest};

/// Takes a person through a login and brings the authorization code back.
///
/// The app sets the deadline: when it passes, or the login is cancelled, the future is dropped,
/// and everything it opened must close with it.
#[async_trait]
pub trait LoginFlowManager: std::fmt::Debug + Send + Sync {
    /// Shows the person `request`, in one or several attempts, until one is answered.
    ///
    /// # Errors
    /// The [`LoginError`] that ends the login.
    async fn run_login_flow(&self, request: &LoginRequest) -> Result<LoginAnswer, LoginError>;
}
