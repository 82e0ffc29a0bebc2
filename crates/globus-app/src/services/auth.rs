//! Globus Auth as a service (`globus_sdk/services/auth`).

use super::service::Service;
use crate::{app::GlobusApp, error::Error, oauth::Identity, scopes::AuthScopes};

/// A client of Globus Auth's resources. Its scopes are those that every app requires.
#[derive(Clone, Debug)]
pub struct AuthClient {
    service: Service,
}

impl AuthClient {
    /// Binds a client to `app`.
    pub fn new(app: &GlobusApp) -> Self {
        let base = app.environment().auth();
        Self {
            service: Service::new(app, AuthScopes::RESOURCE_SERVER, base),
        }
    }

    /// Who the token belongs to (`GET /v2/oauth2/userinfo`).
    pub async fn userinfo(&self) -> Result<Identity, Error> {
        self.service.get("v2/oauth2/userinfo", &[]).await
    }
}
