//! What every service client is made of.

use std::borrow::Cow;

use reqwest::StatusCode;
use secrecy::SecretString;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::{
    app::GlobusApp,
    error::Error,
    gare::{Gare, GlobusAuthorizationParameters},
    scopes::Scope,
    transport::Request,
};

/// How many different requirements one call may meet, each with a login of its own.
const MAX_LOGINS: usize = 3;

/// One service, for one app.
#[derive(Clone, Debug)]
pub(super) struct Service {
    app: GlobusApp,
    resource_server: Cow<'static, str>,
    base: Url,
}

impl Service {
    pub(super) fn new(
        app: &GlobusApp,
        resource_server: impl Into<Cow<'static, str>>,
        base: &Url,
    ) -> Self {
        Self {
            app: app.clone(),
            resource_server: resource_server.into(),
            base: base.clone(),
        }
    }

    pub(super) fn add_app_scope(&self, scopes: impl IntoIterator<Item = Scope>) {
        self.app
            .add_scope_requirements(&self.resource_server, scopes);
    }

    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, String)],
    ) -> Result<T, Error> {
        let request = Request::get(self.url(path)?).query(query);
        self.send(request).await
    }

    /// A POST that is sent once; only a refusal that the service did not act on repeats it.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: Option<Value>,
    ) -> Result<T, Error> {
        self.send(with_body(Request::post(self.url(path)?), body))
            .await
    }

    /// A POST of which the service takes only the first, so that it may be repeated.
    pub(super) async fn post_idempotent<T: DeserializeOwned>(
        &self,
        path: &str,
        body: Value,
    ) -> Result<T, Error> {
        self.send(Request::post(self.url(path)?).json(body).idempotent())
            .await
    }

    pub(super) async fn put<T: DeserializeOwned>(
        &self,
        path: &str,
        body: Value,
    ) -> Result<T, Error> {
        self.send(Request::put(self.url(path)?).json(body)).await
    }

    pub(super) async fn delete<T: DeserializeOwned>(&self, path: &str) -> Result<T, Error> {
        self.send(Request::delete(self.url(path)?)).await
    }

    pub(super) fn host(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }

    /// An answer of this service that cannot be true.
    pub(super) fn unexpected(&self, reason: &str) -> Error {
        Error::UnexpectedAnswer {
            host: self.host().to_owned(),
            reason: reason.to_owned(),
        }
    }

    /// Sends with the app's authorization. A 401 is answered with a renewed token, once; a
    /// requirement with a login, once, if the app redrives.
    async fn send<T: DeserializeOwned>(&self, request: Request) -> Result<T, Error> {
        let mut token = self.app.authorization(&self.resource_server).await?;
        let mut renewed = false;
        let mut met: Vec<GlobusAuthorizationParameters> = Vec::new();
        loop {
            let outcome = self.attempt(&request, &token).await;
            let Err(Error::Api(error)) = outcome else {
                return outcome;
            };
            match &error.gare {
                Some(gare) if self.app.auto_redrive_gares() => {
                    self.meet(gare, &token, &mut met).await?;
                    token = self.app.authorization(&self.resource_server).await?;
                }
                None if error.status == StatusCode::UNAUTHORIZED && !renewed => {
                    renewed = true;
                    token = self
                        .app
                        .renewed_authorization(&self.resource_server, &token)
                        .await?;
                }
                _ => return Err(error.into()),
            }
        }
    }

    async fn attempt<T: DeserializeOwned>(
        &self,
        request: &Request,
        token: &SecretString,
    ) -> Result<T, Error> {
        let request = request.clone().bearer(token.clone());
        self.app.transport().json(&request).await
    }

    /// One login for a requirement; `met` are those that logins of this call satisfied already.
    async fn meet(
        &self,
        gare: &Gare,
        refused: &SecretString,
        met: &mut Vec<GlobusAuthorizationParameters>,
    ) -> Result<(), Error> {
        // The message may name the request, and so differ each time.
        let required = GlobusAuthorizationParameters {
            session_message: None,
            ..gare.authorization_parameters.clone()
        };
        if met.contains(&required) || met.len() == MAX_LOGINS {
            return Err(Error::RequirementNotMet {
                host: self.host().to_owned(),
                gare: Box::new(gare.clone()),
            });
        }
        let server = &self.resource_server;
        if self.app.redrive(gare, server, refused).await? {
            met.push(required);
        }
        Ok(())
    }

    /// An address below the service's own: a token goes nowhere else.
    fn url(&self, path: &str) -> Result<Url, Error> {
        self.base
            .join(path)
            .ok()
            .filter(|url| url.as_str().starts_with(self.base.as_str()))
            .ok_or_else(|| self.unexpected("the address of the request cannot be built"))
    }
}

fn with_body(request: Request, body: Option<Value>) -> Request {
    match body {
        Some(body) => request.json(body),
        None => request,
    }
}
