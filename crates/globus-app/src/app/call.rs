//! A call with the app's authorization: what service clients send goes through here.

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

/// How many different requirements one call may meet, each with a login of its own.
const MAX_LOGINS: usize = 3;

impl GlobusApp {
    /// Sends a request to a service, with a token for it. A 401 is answered with a renewed token,
    /// once; a requirement with a login, once, if the app redrives.
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

    /// The login that `gare` asks for, after `resource_server` refused the token `refused`; one
    /// for all calls that meet it at a time. Answers whether there was one, for another login may
    /// have brought a new token already.
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

/// What a requirement is told by: its message may name the request, and so differ each time.
fn without_message(gare: &Gare) -> GlobusAuthorizationParameters {
    GlobusAuthorizationParameters {
        session_message: None,
        ..gare.authorization_parameters.clone()
    }
}
