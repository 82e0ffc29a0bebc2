//! Creates, changes and checks flows.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::flow::Flow;
use crate::{
    app::Error,
    services::{fields::Fields, principal::Principal, service::Service},
};

/// Creates a flow when it is sent.
#[derive(Clone, Debug)]
pub struct CreateFlow {
    service: Service,
    fields: Fields,
}

/// Changes a flow when it is sent.
#[derive(Clone, Debug)]
pub struct UpdateFlow {
    service: Service,
    path: String,
    fields: Fields,
}

/// Checks a definition when it is sent.
#[derive(Clone, Debug)]
pub struct ValidateFlow {
    service: Service,
    fields: Fields,
}

/// The answer if a definition is valid.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FlowValidation {
    /// The scopes that its actions need, by who runs them (`User`, or a role of `RunAs`).
    #[serde(default)]
    pub scopes: BTreeMap<String, Vec<String>>,
    /// All other fields.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What can be set when a flow is created or changed.
macro_rules! flow_fields {
    ($request:ident) => {
        impl $request {
            /// The subtitle, with at most 128 characters.
            #[must_use]
            pub fn subtitle(self, subtitle: impl Into<String>) -> Self {
                self.field("subtitle", subtitle.into())
            }

            /// The description, with at most 4,096 characters.
            #[must_use]
            pub fn description(self, description: impl Into<String>) -> Self {
                self.field("description", description.into())
            }

            /// Keywords to find it by, with 1,024 characters in all.
            #[must_use]
            pub fn keywords<T: Into<String>>(
                mut self,
                keywords: impl IntoIterator<Item = T>,
            ) -> Self {
                self.fields.set_texts("keywords", keywords);
                self
            }

            /// Who may view it. [`Principal::Public`] means everyone.
            #[must_use]
            pub fn flow_viewers(self, who: impl IntoIterator<Item = Principal>) -> Self {
                self.principals("flow_viewers", who)
            }

            /// Who may start it. [`Principal::AllAuthenticatedUsers`] means everyone.
            #[must_use]
            pub fn flow_starters(self, who: impl IntoIterator<Item = Principal>) -> Self {
                self.principals("flow_starters", who)
            }

            /// Who may change it.
            #[must_use]
            pub fn flow_administrators(self, who: impl IntoIterator<Item = Principal>) -> Self {
                self.principals("flow_administrators", who)
            }

            /// Who may manage all its runs.
            #[must_use]
            pub fn run_managers(self, who: impl IntoIterator<Item = Principal>) -> Self {
                self.principals("run_managers", who)
            }

            /// Who may monitor all its runs.
            #[must_use]
            pub fn run_monitors(self, who: impl IntoIterator<Item = Principal>) -> Self {
                self.principals("run_monitors", who)
            }

            /// The subscription that it belongs to.
            #[must_use]
            pub fn subscription_id(self, id: Uuid) -> Self {
                self.field("subscription_id", id.to_string())
            }

            /// The authentication policy that a session must satisfy.
            #[must_use]
            pub fn authentication_policy_id(self, id: Uuid) -> Self {
                self.field("authentication_policy_id", id.to_string())
            }

            /// Adds a field for which this request has no method.
            #[must_use]
            pub fn additional_field(
                self,
                name: impl Into<String>,
                value: impl Into<Value>,
            ) -> Self {
                self.field(name, value)
            }

            fn field(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
                self.fields.set(name, value);
                self
            }

            fn principals(mut self, name: &str, who: impl IntoIterator<Item = Principal>) -> Self {
                self.fields.set_principals(name, who);
                self
            }
        }
    };
}

flow_fields!(CreateFlow);
flow_fields!(UpdateFlow);

impl CreateFlow {
    pub(super) fn new(
        service: &Service,
        title: String,
        definition: Value,
        input_schema: Value,
    ) -> Self {
        let mut fields = Fields::default();
        fields.set("title", title);
        fields.set("definition", definition);
        fields.set("input_schema", input_schema);
        Self {
            service: service.clone(),
            fields,
        }
    }

    /// Creates the flow.
    ///
    /// # Errors
    /// [`Error::Api`] with status 422 if the definition or another field is invalid, or any other
    /// [`Error`].
    pub async fn send(&self) -> Result<Flow, Error> {
        self.service
            .post("flows", Some(self.fields.document()))
            .await
    }
}

impl UpdateFlow {
    pub(super) fn new(service: &Service, id: &Uuid) -> Self {
        Self {
            service: service.clone(),
            path: format!("flows/{id}"),
            fields: Fields::default(),
        }
    }

    /// The title, with at most 128 characters.
    #[must_use]
    pub fn title(self, title: impl Into<String>) -> Self {
        self.field("title", title.into())
    }

    /// The state machine.
    #[must_use]
    pub fn definition(self, definition: Value) -> Self {
        self.field("definition", definition)
    }

    /// A JSON Schema for the input of a run.
    #[must_use]
    pub fn input_schema(self, schema: Value) -> Self {
        self.field("input_schema", schema)
    }

    /// Makes the user, who must be an administrator of the flow, its owner.
    #[must_use]
    pub fn flow_owner(self, owner: &Principal) -> Self {
        self.field("flow_owner", owner.to_string())
    }

    /// Puts it under the only subscription that the user can use.
    #[must_use]
    pub fn default_subscription(self) -> Self {
        self.field("subscription_id", "DEFAULT")
    }

    /// Changes the flow.
    ///
    /// # Errors
    /// [`Error::Api`] with status 422 if the definition or another field is invalid, 404 if the
    /// flow doesn't exist or the user can't see it, 403 if the user may not change it, or any other
    /// [`Error`].
    pub async fn send(&self) -> Result<Flow, Error> {
        self.service.put(&self.path, self.fields.document()).await
    }
}

impl ValidateFlow {
    pub(super) fn new(service: &Service, definition: Value) -> Self {
        let mut fields = Fields::default();
        fields.set("definition", definition);
        Self {
            service: service.clone(),
            fields,
        }
    }

    /// The input schema to check along with the definition.
    #[must_use]
    pub fn input_schema(mut self, schema: Value) -> Self {
        self.fields.set("input_schema", schema);
        self
    }

    /// Checks the definition. Faults are reported as an [`ApiError`](crate::ApiError) with status
    /// 422.
    ///
    /// # Errors
    /// [`Error::Api`] with status 422 if the definition is invalid (its message says where), or any
    /// other [`Error`].
    pub async fn send(&self) -> Result<FlowValidation, Error> {
        self.service
            .post("flows/validate", Some(self.fields.document()))
            .await
    }
}
