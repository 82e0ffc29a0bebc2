//! Starts runs, or checks their input.

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

/// Checks a run's input when it is sent.
#[derive(Clone, Debug)]
pub struct ValidateRun {
    service: Service,
    path: String,
    fields: Fields,
}

/// The answer if a run could be started.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RunValidation {
    /// A message.
    #[serde(default)]
    pub message: String,
    /// All other fields.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What can be set before a run starts.
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

            /// The run's label.
            #[must_use]
            pub fn label(mut self, label: impl Into<String>) -> Self {
                self.fields.set("label", label.into());
                self
            }

            /// Tags to find it by.
            #[must_use]
            pub fn tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
                self.fields.set_texts("tags", tags);
                self
            }

            /// Who may monitor it.
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

            /// The statuses for which Flows sends an e-mail: any of `INACTIVE` (the default),
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

            /// Adds a field for which this request has no method.
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
    /// Starts the run. It is sent once. If it is unclear whether the run started, look for it in
    /// the list of runs.
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
    /// Checks the input. Faults are reported as an [`ApiError`](crate::ApiError).
    ///
    /// # Errors
    /// Those of [`RunFlow::send`].
    pub async fn send(&self) -> Result<RunValidation, Error> {
        self.service
            .post(&self.path, Some(self.fields.document()))
            .await
    }
}
