//! A run as readers see it.

use serde_json::{Value, json};

use super::{
    MANAGERS, Run,
    walk::{Place, Walk},
};
use crate::flows::{access::Caller, time::format_time};

impl Run {
    pub(in crate::flows) fn is_over(&self) -> bool {
        matches!(self.walk.place, Place::Over { .. })
    }

    pub(in crate::flows) fn status(&self) -> &'static str {
        match self.walk.place {
            Place::Over {
                is_success: true, ..
            } => "SUCCEEDED",
            Place::Over { .. } => "FAILED",
            Place::Stuck { .. } => "INACTIVE",
            _ => "ACTIVE",
        }
    }

    pub(in crate::flows) fn shown_to(&self, caller: &Caller) -> Value {
        let roles = self.roles(caller);
        // Monitors cannot see who else can see the run.
        let is_manager = roles.iter().any(|role| MANAGERS.contains(role));
        let shown = |urns: &[String]| if is_manager { json!(urns) } else { json!([]) };
        let (managers, monitors) = (shown(&self.managers), shown(&self.monitors));
        let status = self.status();
        let completed = self.is_over().then(|| format_time(self.walk.now));
        let mut document = json!({
            "run_id": self.id,
            "action_id": self.id,
            "flow_id": self.flow.id,
            "flow_title": self.flow.title,
            "flow_last_updated": self.flow.updated_at,
            "start_time": format_time(self.started),
            "completion_time": completed,
            "status": status,
            "display_status": status,
            "label": self.label,
            "tags": self.tags,
            "details": self.walk.details(),
            "run_owner": self.owner,
            "created_by": self.owner,
            "run_managers": managers,
            "run_monitors": monitors,
            "manage_by": managers,
            "monitor_by": monitors,
            "user_role": roles.first(),
            "user_roles": roles,
            "blocking_web_input_id": self.walk.blocking_question(),
        });
        if let Some(task_id) = &self.walk.task_id {
            document["search"] = json!({ "task_id": task_id });
        }
        document
    }

    /// The document in lists, which show nothing about runs on protected data.
    pub(in crate::flows) fn summary_for(&self, caller: &Caller) -> Value {
        let mut document = self.shown_to(caller);
        if self.flow.policy.is_some() {
            document["details"] = Value::Null;
        }
        document
    }
}

impl Walk {
    /// The details of where the run is.
    fn details(&self) -> Value {
        match &self.place {
            Place::Over { details, .. } => details.clone(),
            Place::Stuck {
                state,
                consent,
                status,
            } => consent.details_of_run(state, status),
            _ => match self.log.as_slice() {
                [started] => json!({
                    "code": "FlowStarting",
                    "description": "The Flow is starting execution",
                    "details": started.details,
                }),
                [.., last] => last.document(),
                [] => Value::Null,
            },
        }
    }
}
