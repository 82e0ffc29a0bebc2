//! Flows that are made, changed and checked.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::flow::Flow;
use crate::{
    app::Error,
    services::{fields::Fields, principal::Principal, service::Service},
};

/// Deploys a flow when it is sent.
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

/// What a definition that is in order needs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FlowValidation {
    /// By who runs an action (`User`, or a role of `RunAs`): the scopes that its actions need.
    #[serde(default)]
    pub scopes: BTreeMap<String, Vec<String>>,
    /// Every field that is not named above.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What can be said of a flow when it is made and when it is changed.
macro_rules! flow_fields {
    ($request:ident) => {
        impl $request {
            /// At most 128 characters.
            #[must_use]
            pub fn subtitle(self, subtitle: impl Into<String>) -> Self {
                self.field("subtitle", subtitle.into())
            }

            /// At most 4,096 characters.
            #[must_use]
            pub fn description(self, description: impl Into<String>) -> Self {
                self.field("description", description.into())
            }

            /// Words to find it by, of 1,024 characters in all.
            #[must_use]
            pub fn keywords<T: Into<String>>(
                mut self,
                keywords: impl IntoIterator<Item = T>,
            ) -> Self {
                self.fields.set_texts("keywords", keywords);
                self
            }

            /// Who may see it; [`Principal::Public`] for everybody.
            #[must_use]
            pub fn flow_viewers(self, who: impl IntoIterator<Item = Principal>) -> Self {
                self.principals("flow_viewers", who)
            }

            /// Who may start it; [`Principal::AllAuthenticatedUsers`] for everybody.
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

            /// Who may watch all its runs.
            #[must_use]
            pub fn run_monitors(self, who: impl IntoIterator<Item = Principal>) -> Self {
                self.principals("run_monitors", who)
            }

            /// The subscription to put it under.
            #[must_use]
            pub fn subscription_id(self, id: Uuid) -> Self {
                self.field("subscription_id", id.to_string())
            }

            /// What a session has to satisfy to work with it.
            #[must_use]
            pub fn authentication_policy_id(self, id: Uuid) -> Self {
                self.field("authentication_policy_id", id.to_string())
            }

            /// Any field that the service knows and this request has no method for.
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

    /// Deploys it.
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

    /// At most 128 characters.
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

    /// Who owns it from now on: the person who asks, as an administrator of the flow.
    #[must_use]
    pub fn flow_owner(self, owner: &Principal) -> Self {
        self.field("flow_owner", owner.to_string())
    }

    /// Puts it under the one subscription that the person can use.
    #[must_use]
    pub fn default_subscription(self) -> Self {
        self.field("subscription_id", "DEFAULT")
    }

    /// Changes it.
    ///
    /// # Errors
    /// [`Error::Api`] with status 422 if the definition or another field is invalid, 404 if the
    /// flow doesn't exist or you can't see it, 403 if you may not change it, or any other
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

    /// The schema to check the definition with.
    #[must_use]
    pub fn input_schema(mut self, schema: Value) -> Self {
        self.fields.set("input_schema", schema);
        self
    }

    /// Checks it. What is wrong comes as an [`ApiError`](crate::ApiError) of status 422.
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
