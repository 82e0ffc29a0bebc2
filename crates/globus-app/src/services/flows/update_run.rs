//! A run that is changed.

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

    /// What to call it.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.fields.set("label", label.into());
        self
    }

    /// Words to find it by, in place of those it has; none remove them all.
    #[must_use]
    pub fn tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.fields.set_texts("tags", tags);
        self
    }

    /// Who may watch it, in place of those who may.
    #[must_use]
    pub fn run_monitors(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.fields.set_principals("run_monitors", who);
        self
    }

    /// Who may cancel and change it, in place of those who may.
    #[must_use]
    pub fn run_managers(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
        self.fields.set_principals("run_managers", who);
        self
    }

    /// Any field that the service knows and this request has no method for.
    #[must_use]
    pub fn additional_field(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.fields.set(name, value);
        self
    }

    /// Changes it.
    ///
    /// # Errors
    /// [`Error::Api`] with status 404 if the run doesn't exist or you can't see it, 403 if you may
    /// not change it, 422 if a field is invalid, or any other [`Error`].
    pub async fn send(&self) -> Result<Run, Error> {
        self.service.put(&self.path, self.fields.document()).await
    }
}
