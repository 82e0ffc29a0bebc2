//! What every service client is made of.

use reqwest::StatusCode;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use url::Url;

use crate::{
    app::GlobusApp,
    error::Error,
    scopes::Scope,
    transport::{ApiError, Request},
};

/// One service, for one app.
#[derive(Clone, Debug)]
pub(super) struct Service {
    app: GlobusApp,
    resource_server: &'static str,
    base: Url,
}

impl Service {
    pub(super) fn new(app: &GlobusApp, resource_server: &'static str, base: &Url) -> Self {
        Self {
            app: app.clone(),
            resource_server,
            base: base.clone(),
        }
    }

    pub(super) fn add_app_scope(&self, scopes: impl IntoIterator<Item = Scope>) {
        self.app
            .add_scope_requirements(self.resource_server, scopes);
    }

    /// A GET with the app's authorization; a 401 is answered with a renewed token, once.
    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, String)],
    ) -> Result<T, Error> {
        let mut url = self.base.join(path).map_err(|_| Error::UnexpectedAnswer {
            host: self.base.host_str().unwrap_or_default().to_owned(),
            reason: "the address of the request cannot be built".into(),
        })?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let token = self.app.authorization(self.resource_server).await?;
        let mut request = Request::get(url);
        request.bearer = Some(token.clone());
        match self.app.transport().json(&request).await {
            Err(Error::Api(ApiError { status, .. })) if status == StatusCode::UNAUTHORIZED => {
                let renewed = self
                    .app
                    .renewed_authorization(self.resource_server, &token)
                    .await?;
                request.bearer = Some(renewed);
                self.app.transport().json(&request).await
            }
            outcome => outcome,
        }
    }
}

/// Globus sends `null` for what is empty, in some documents and not in others.
pub(super) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A time that cannot be read is an unknown time, not a broken list.
pub(super) fn lenient_time<'de, D>(deserializer: D) -> Result<Option<jiff::Timestamp>, D::Error>
where
    D: Deserializer<'de>,
{
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(text.and_then(|text| text.parse().ok()))
}
