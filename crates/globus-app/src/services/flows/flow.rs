//! Flows.

use serde::Deserialize;
use uuid::Uuid;

use crate::{
    scopes::{Scope, SpecificFlowScopes},
    services::{
        document::{
            OtherFields, RawJson, identified, lenient_time, null_as_default, other_id, own_id, word,
        },
        principal::Principal,
    },
};

word!(
    /// What a user may do with a flow.
    FlowRole {
        /// View it.
        Viewer = "flow_viewer",
        /// Start it.
        Starter = "flow_starter",
        /// Change it.
        Administrator = "flow_administrator",
        /// Everything.
        Owner = "flow_owner",
        /// Manage its runs.
        RunManager = "run_manager",
        /// Monitor its runs.
        RunMonitor = "run_monitor",
    }
);

/// A flow, as far as the user may see it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct Flow {
    /// Its UUID.
    #[serde(deserialize_with = "own_id")]
    pub id: Uuid,
    /// The title, with at most 128 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub title: String,
    /// The subtitle, with at most 128 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtitle: String,
    /// The description, with at most 4,096 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
    /// Keywords to find it by.
    #[serde(default, deserialize_with = "null_as_default")]
    pub keywords: Vec<String>,
    /// The state machine. None in lists if the flow handles protected data.
    pub definition: Option<RawJson>,
    /// A JSON Schema for the input of a run. None in lists if the flow handles protected data.
    pub input_schema: Option<RawJson>,
    /// The scope for starting it and resuming its runs.
    pub globus_auth_scope: Option<String>,
    /// Its own identity, which is a client in Globus Auth.
    pub principal_urn: Option<String>,
    /// Who created it.
    pub created_by: Option<Principal>,
    /// Who owns it.
    pub flow_owner: Option<Principal>,
    /// Who may view it. Only administrators see this list and the ones below.
    #[serde(default, deserialize_with = "null_as_default")]
    pub flow_viewers: Vec<Principal>,
    /// Who may start it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub flow_starters: Vec<Principal>,
    /// Who may change it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub flow_administrators: Vec<Principal>,
    /// Who may manage all its runs.
    #[serde(default, deserialize_with = "null_as_default")]
    pub run_managers: Vec<Principal>,
    /// Who may monitor all its runs.
    #[serde(default, deserialize_with = "null_as_default")]
    pub run_monitors: Vec<Principal>,
    /// What the user may do with it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub user_roles: Vec<FlowRole>,
    /// The old form of `user_roles`, with a single role.
    pub user_role: Option<FlowRole>,
    /// Whether it handles protected data.
    #[serde(default, deserialize_with = "null_as_default")]
    pub is_high_assurance: bool,
    /// The authentication policy that a session must satisfy.
    #[serde(default, deserialize_with = "other_id")]
    pub authentication_policy_id: Option<Uuid>,
    /// The subscription that it belongs to.
    #[serde(default, deserialize_with = "other_id")]
    pub subscription_id: Option<Uuid>,
    /// When it was created.
    #[serde(default, deserialize_with = "lenient_time")]
    pub created_at: Option<jiff::Timestamp>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "lenient_time")]
    pub updated_at: Option<jiff::Timestamp>,
    /// When it was deleted. Only in the answer to a deletion.
    #[serde(default, deserialize_with = "lenient_time")]
    pub deleted_at: Option<jiff::Timestamp>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
identified!(Flow by id);

impl Flow {
    /// The scope for starting it and resuming its runs.
    pub fn user_scope(&self) -> Scope {
        SpecificFlowScopes::new(self.id).user()
    }
}
