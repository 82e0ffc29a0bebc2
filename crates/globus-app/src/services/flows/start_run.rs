//! A run that is started, or tried.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::run::{Run, RunStatus};
use crate::{
    app::Error,
    services::{fields::Fields, principal::Principal, service::Service},
};

/// Starts a run when it is sent.
#[derive(Clone, Debug)]
pub struct RunFlow {
    service: Service,
    path: String,
    fields: Fields,
}

/// Checks the input for a run when it is sent.
#[derive(Clone, Debug)]
pub struct ValidateRun {
    service: Service,
    path: String,
    fields: Fields,
}

/// That a run could be started.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RunValidation {
    /// In words.
    #[serde(default)]
    pub message: String,
    /// Every field that is not named above.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What can be said of a run before it starts.
macro_rules! run_fields {
    ($request:ident, $operation:literal) => {
        impl $request {
            pub(super) fn new(service: &Service, flow: &Uuid, body: Value) -> Self {
                let mut fields = Fields::default();
                fields.set("body", body);
                Self {
                    service: service.clone(),
                    path: format!("flows/{flow}/{}", $operation),
                    fields,
                }
            }

            /// What to call it.
            #[must_use]
            pub fn label(mut self, label: impl Into<String>) -> Self {
                self.fields.set("label", label.into());
                self
            }

            /// Words to find it by.
            #[must_use]
            pub fn tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
                self.fields.set_texts("tags", tags);
                self
            }

            /// Who may watch it.
            #[must_use]
            pub fn run_monitors(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
                self.fields.set_principals("run_monitors", who);
                self
            }

            /// Who may cancel and change it.
            #[must_use]
            pub fn run_managers(mut self, who: impl IntoIterator<Item = Principal>) -> Self {
                self.fields.set_principals("run_managers", who);
                self
            }

            /// At which states Flows writes an e-mail: some of `INACTIVE` (its default),
            /// `SUCCEEDED` and `FAILED`.
            #[must_use]
            pub fn activity_notification_policy(
                mut self,
                states: impl IntoIterator<Item = RunStatus>,
            ) -> Self {
                let states: Vec<_> = states.into_iter().collect();
                self.fields
                    .set("activity_notification_policy", json!({"status": states}));
                self
            }

            /// Any field that the service knows and this request has no method for.
            #[must_use]
            pub fn additional_field(
                mut self,
                name: impl Into<String>,
                value: impl Into<Value>,
            ) -> Self {
                self.fields.set(name, value);
                self
            }
        }
    };
}

run_fields!(RunFlow, "run");
run_fields!(ValidateRun, "validate_run");

impl RunFlow {
    /// Starts it. Sent once: after a failure that leaves open whether it started, look for it
    /// among the runs instead.
    ///
    /// # Errors
    /// [`Error::Api`] with status 400 (`FLOW_INPUT_ERROR`) if the input doesn't match the flow's
    /// schema, 422 if another field is invalid, or any other [`Error`].
    pub async fn send(&self) -> Result<Run, Error> {
        self.service
            .post(&self.path, Some(self.fields.document()))
            .await
    }
}

impl ValidateRun {
    /// Checks it. What is wrong comes as an [`ApiError`](crate::ApiError).
    ///
    /// # Errors
    /// Those of [`RunFlow::send`].
    pub async fn send(&self) -> Result<RunValidation, Error> {
        self.service
            .post(&self.path, Some(self.fields.document()))
            .await
    }
}
