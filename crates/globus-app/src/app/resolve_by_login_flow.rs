//! Logging in when a call finds no usable token.

use async_trait::async_trait;

use super::{
    error::Error,
    globus_app::{GlobusApp, TokenValidationErrorHandler},
    token_validation::TokenValidationError,
};

/// Logs in when a call finds no usable token. Waiting calls share one login.
#[derive(Clone, Copy, Debug, Default)]
pub struct ResolveByLoginFlow;

#[async_trait]
impl TokenValidationErrorHandler for ResolveByLoginFlow {
    async fn handle(&self, app: &GlobusApp, error: &TokenValidationError) -> Result<(), Error> {
        // Another identity's tokens must not be replaced without asking.
        if let TokenValidationError::IdentityMismatch { .. } = error {
            return Err(error.clone().into());
        }
        app.login().await
    }
}
