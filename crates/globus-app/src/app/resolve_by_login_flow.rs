//! A call that finds no token to use logs in.

use async_trait::async_trait;

use super::{
    error::Error,
    globus_app::{GlobusApp, TokenValidationErrorHandler},
    token_validation::TokenValidationError,
};

/// Logs in: one login, which all calls that wait for it share.
#[derive(Clone, Copy, Debug, Default)]
pub struct ResolveByLoginFlow;

#[async_trait]
impl TokenValidationErrorHandler for ResolveByLoginFlow {
    async fn handle(&self, app: &GlobusApp, error: &TokenValidationError) -> Result<(), Error> {
        // Another identity's tokens are not to be replaced unasked.
        if let TokenValidationError::IdentityMismatch { .. } = error {
            return Err(error.clone().into());
        }
        app.login().await
    }
}
