//! What all service clients are built on.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::{
    app::{Error, GlobusApp},
    scopes::Scope,
    transport::Request,
};

/// One service, used by one app.
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

    /// A POST that is sent once. It is only repeated if the service certainly did not act on it.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: Option<Value>,
    ) -> Result<T, Error> {
        self.send(with_body(Request::post(self.url(path)?), body))
            .await
    }

    /// A POST that the service accepts only once, so that it can be repeated safely.
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

    /// The error for an answer that can't be right.
    pub(super) fn unexpected(&self, reason: &str) -> Error {
        Error::UnexpectedAnswer {
            host: self.host().to_owned(),
            reason: reason.to_owned(),
        }
    }

    async fn send<T: DeserializeOwned>(&self, request: Request) -> Result<T, Error> {
        self.app.call(&self.resource_server, &request).await
    }

    /// An address below the service's base URL. Tokens go nowhere else.
    fn url(&self, path: &str) -> Result<Url, Error> {
        self.base
            .join(path)
            .ok()
            .filter(|url| url.as_str().starts_with(self.base.as_str()))
            .ok_or_else(|| self.unexpected("the request's address can't be built"))
    }
}

fn with_body(request: Request, body: Option<Value>) -> Request {
    match body {
        Some(body) => request.json(body),
        None => request,
    }
}
