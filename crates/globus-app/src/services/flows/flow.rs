//! A flow.

use serde::Deserialize;
use uuid::Uuid;

use crate::{
    scopes::{Scope, SpecificFlowScopes},
    services::{
        document::{OtherFields, RawJson, keeps_other_fields, lenient_time, null_as_default, word},
        principal::Principal,
    },
};

word!(
    /// What a person may do with a flow.
    FlowRole {
        /// See it.
        Viewer = "flow_viewer",
        /// Start it.
        Starter = "flow_starter",
        /// Change it.
        Administrator = "flow_administrator",
        /// All of it.
        Owner = "flow_owner",
        /// Manage its runs.
        RunManager = "run_manager",
        /// Watch its runs.
        RunMonitor = "run_monitor",
    }
);

/// A flow, as the person may see it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct Flow {
    /// Its UUID.
    pub id: Uuid,
    /// At most 128 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub title: String,
    /// At most 128 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subtitle: String,
    /// At most 4,096 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
    /// Words to find it by.
    #[serde(default, deserialize_with = "null_as_default")]
    pub keywords: Vec<String>,
    /// The state machine; none in lists if the flow handles protected data.
    pub definition: Option<RawJson>,
    /// A JSON Schema for the input of a run; none in lists if the flow handles protected data.
    pub input_schema: Option<RawJson>,
    /// The scope that starts it and resumes its runs.
    pub globus_auth_scope: Option<String>,
    /// Its own identity, a client of Globus Auth.
    pub principal_urn: Option<String>,
    /// Who made it.
    pub created_by: Option<Principal>,
    /// Who owns it.
    pub flow_owner: Option<Principal>,
    /// Who may see it. This list and those below are empty but for administrators.
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
    /// Who may watch all its runs.
    #[serde(default, deserialize_with = "null_as_default")]
    pub run_monitors: Vec<Principal>,
    /// What the person may do with it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub user_roles: Vec<FlowRole>,
    /// The older, single form of `user_roles`.
    pub user_role: Option<FlowRole>,
    /// Whether it handles protected data.
    #[serde(default, deserialize_with = "null_as_default")]
    pub is_high_assurance: bool,
    /// What a session has to satisfy to work with it.
    pub authentication_policy_id: Option<Uuid>,
    /// Whose subscription it is under.
    pub subscription_id: Option<Uuid>,
    /// When it was made.
    #[serde(default, deserialize_with = "lenient_time")]
    pub created_at: Option<jiff::Timestamp>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "lenient_time")]
    pub updated_at: Option<jiff::Timestamp>,
    /// When it was deleted, in the answer to a deletion.
    #[serde(default, deserialize_with = "lenient_time")]
    pub deleted_at: Option<jiff::Timestamp>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(Flow);

impl Flow {
    /// The scope that starts it and resumes its runs.
    pub fn user_scope(&self) -> Scope {
        SpecificFlowScopes::new(self.id).user()
    }
}
