//! Calls with the app's authorization. Everything that service clients send goes through here.

use reqwest::StatusCode;
use secrecy::SecretString;
use serde::de::DeserializeOwned;

use super::{
    error::Error,
    globus_app::GlobusApp,
    login,
    running::{LoginReason, RefusedToken},
};
use crate::{
    gare::{Gare, GlobusAuthorizationParameters},
    transport::{Request, TransportError},
};

/// How many different requirements one call may meet, with one login for each.
const MAX_LOGINS: usize = 3;

impl GlobusApp {
    /// Sends a request with a token for the service. A 401 renews the token and repeats the
    /// request, once. A requirement runs a login and repeats it, once per requirement, if the app
    /// redrives.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        resource_server: &str,
        request: &Request,
    ) -> Result<T, Error> {
        let mut token = self.authorization(resource_server).await?;
        let mut renewed = false;
        let mut met: Vec<GlobusAuthorizationParameters> = Vec::new();
        loop {
            let authorized = request.clone().bearer(token.clone());
            let error = match self.inner.transport.json(&authorized).await {
                Err(TransportError::Api(error)) => error,
                outcome => return Ok(outcome?),
            };
            match &error.gare {
                Some(gare) if self.inner.auto_redrive_gares => {
                    let required = without_message(gare);
                    if met.contains(&required) || met.len() == MAX_LOGINS {
                        return Err(Error::RequirementNotMet {
                            host: request.host(),
                            gare: gare.clone(),
                        });
                    }
                    if self.redrive(gare, resource_server, &token).await? {
                        met.push(required);
                    }
                    token = self.authorization(resource_server).await?;
                }
                None if error.status == StatusCode::UNAUTHORIZED && !renewed => {
                    renewed = true;
                    token = self.renewed_authorization(resource_server, &token).await?;
                }
                _ => return Err(error.into()),
            }
        }
    }

    /// Runs the login that `gare` asks for, after `resource_server` refused the token `refused`.
    /// Calls that meet the same requirement share it. Returns false if it wasn't needed because
    /// another login has already brought a new token.
    async fn redrive(
        &self,
        gare: &Gare,
        resource_server: &str,
        refused: &SecretString,
    ) -> Result<bool, Error> {
        let refused = RefusedToken {
            resource_server: resource_server.to_owned(),
            token: refused.clone(),
        };
        let parameters = gare.authorization_parameters.clone();
        login::run(&self.inner, LoginReason::Refused(refused, parameters)).await
    }
}

/// Identifies a requirement. Its message may contain a request id, so it is left out.
fn without_message(gare: &Gare) -> GlobusAuthorizationParameters {
    GlobusAuthorizationParameters {
        session_message: None,
        ..gare.authorization_parameters.clone()
    }
}
