//! Changes a run.

use serde_json::Value;
use uuid::Uuid;

use super::run::Run;
use crate::{
    app::Error,
    services::{fields::Fields, principal::Principal, service::Service},
};

/// Changes a run when it is sent.
#[derive(Clone, Debug)]
pub struct UpdateRun {
    service: Service,
    path: String,
    fields: Fields,
}

impl UpdateRun {
    pub(super) fn new(service: &Service, id: &Uuid) -> Self {
        Self {
            service: service.clone(),
            path: format!("runs/{id}"),
            fields: Fields::default(),
        }
    }

    /// The run's label.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.fields.set("label", label.into());
        self
    }

    /// Replaces the tags. An empty list removes them all.
    #[must_use]
    pub fn tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.fields.set_texts("tags", tags);
        self
    }

    /// Replaces the run monitors.
    #[must_use]
    pub fn run_monitors(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.fields.set_principals("run_monitors", who);
        self
    }

    /// Replaces the run managers.
    #[must_use]
    pub fn run_managers(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.fields.set_principals("run_managers", who);
        self
    }

    /// Adds a field for which this request has no method.
    #[must_use]
    pub fn additional_field(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.fields.set(name, value);
        self
    }

    /// Changes the run.
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 if the run doesn't exist or the user can't see it, 403 if the
    /// user may not change it, 422 if a field is invalid, or any other [`Error`].
    pub async fn send(&self) -> Result<Run, Error> {
        self.service.put(&self.path, self.fields.document()).await
    }
}
