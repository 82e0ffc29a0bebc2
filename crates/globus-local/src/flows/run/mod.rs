//! A run of a flow: its input, its owner and its progress.

mod acting;
mod document;
mod log;
mod state;
mod walk;

#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use uuid::Uuid;

pub(super) use log::Entry;
use walk::Surroundings;
pub(super) use walk::Walk;

use super::{
    access::Caller,
    action::{Outside, Script},
    error::FlowsError,
    flow::Flow,
};
use crate::auth::Access;

#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) id: Uuid,
    pub(super) flow: FlowAtStart,
    pub(super) label: Option<String>,
    pub(super) tags: Vec<String>,
    /// A URN, like all principals here.
    pub(super) owner: String,
    pub(super) managers: Vec<String>,
    pub(super) monitors: Vec<String>,
    pub(super) started: Timestamp,
    /// The login whose consents count: that of the user who started the run, or who last resumed
    /// it.
    pub(super) access: Option<Access>,
    pub(super) script: Script,
    pub(super) walk: Walk,
}

/// The flow as it was when the run started. Later changes do not affect the run.
#[derive(Clone, Debug)]
pub(super) struct FlowAtStart {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) updated_at: String,
    pub(super) scope: String,
    pub(super) definition: Value,
    pub(super) input_schema: Value,
    pub(super) policy: Option<String>,
    /// Who has a role on every run of the flow: managers, then monitors.
    pub(super) run_principals: [Value; 2],
}

impl From<&Flow> for FlowAtStart {
    fn from(flow: &Flow) -> Self {
        Self {
            id: flow.id().to_owned(),
            title: flow.text("title").to_owned(),
            updated_at: flow.text("updated_at").to_owned(),
            scope: flow.text("globus_auth_scope").to_owned(),
            definition: flow.document()["definition"].clone(),
            input_schema: flow.document()["input_schema"].clone(),
            policy: flow.policy().map(str::to_owned),
            run_principals: ["run_managers", "run_monitors"]
                .map(|name| flow.document()[name].clone()),
        }
    }
}

/// The roles that can see a run.
pub(super) const ROLES: [&str; 5] = [
    "run_owner",
    "run_manager",
    "run_monitor",
    "flow_run_manager",
    "flow_run_monitor",
];
/// The roles that can change it.
const MANAGERS: [&str; 3] = ["run_owner", "run_manager", "flow_run_manager"];

impl Run {
    /// Brings the run up to `now`.
    pub(super) fn advance(&mut self, now: Timestamp, outside: &dyn Outside) {
        let canceled = self.script.canceled_after.map(|seconds| {
            self.started
                .saturating_add(SignedDuration::from_secs(seconds))
                .unwrap_or(now)
        });
        let around = Surroundings {
            definition: &self.flow.definition,
            flow_scope: &self.flow.scope,
            owner: &self.owner,
            access: self.access.as_ref(),
            script: &self.script,
            outside,
        };
        self.walk.advance(canceled.unwrap_or(now).min(now), &around);
        if let Some(canceled) = canceled.filter(|canceled| *canceled <= now && !self.is_over()) {
            self.walk.cancel(canceled, outside);
        }
    }

    pub(super) fn roles(&self, caller: &Caller) -> Vec<&'static str> {
        let [flow_managers, flow_monitors] = &self.flow.run_principals;
        let has = [
            caller.is(&self.owner),
            caller.is_one_of(&self.managers),
            caller.is_one_of(&self.monitors),
            caller.is_among(flow_managers),
            caller.is_among(flow_monitors),
        ];
        ROLES
            .into_iter()
            .zip(has)
            .filter_map(|(role, has)| has.then_some(role))
            .collect()
    }

    /// Refuses a caller who may not manage the run. If they have no role at all, they are told that
    /// there is no such run.
    pub(super) fn require_manager(&self, caller: &Caller) -> Result<(), FlowsError> {
        let roles = self.roles(caller);
        self.require_any(&roles)?;
        if roles.iter().any(|role| MANAGERS.contains(role)) {
            return Ok(());
        }
        Err(FlowsError::Forbidden(format!(
            "You do not have the necessary permissions to perform this action on the run with id \
             value {}. Missing permissions: MANAGE.",
            self.id
        )))
    }

    pub(super) fn require_any(&self, roles: &[&str]) -> Result<(), FlowsError> {
        if roles.is_empty() {
            Err(FlowsError::NotFound("run", self.id.to_string()))
        } else {
            Ok(())
        }
    }
}
