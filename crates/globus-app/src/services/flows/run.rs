//! Runs of flows.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    gare::Gare,
    scopes::SpecificFlowScopes,
    services::{
        document::{
            OtherFields, RawJson, identified, if_readable, keeps_other_fields, lenient_time,
            null_as_default, other_id, own_id, word,
        },
        principal::Principal,
    },
};

/// The code in the details of a canceled run, whose status is `FAILED`.
const CANCELED: &str = "FlowCanceled";

word!(
    /// The status of a run.
    RunStatus {
        /// It is running.
        Active = "ACTIVE",
        /// It waits until someone does something.
        Inactive = "INACTIVE",
        /// It succeeded.
        Succeeded = "SUCCEEDED",
        /// It failed or was canceled.
        Failed = "FAILED",
        /// It ended in another way.
        Ended = "ENDED",
    }
);

word!(
    /// What a user may do with a run.
    RunRole {
        /// Everything: the user started it.
        Owner = "run_owner",
        /// Cancel and change it.
        Manager = "run_manager",
        /// Monitor it.
        Monitor = "run_monitor",
        /// Manage all runs of the flow.
        FlowManager = "flow_run_manager",
        /// Monitor all runs of the flow.
        FlowMonitor = "flow_run_monitor",
    }
);

/// A run, as far as the user may see it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct Run {
    /// Its UUID.
    #[serde(deserialize_with = "own_id")]
    pub run_id: Uuid,
    /// The flow.
    #[serde(deserialize_with = "own_id")]
    pub flow_id: Uuid,
    /// The flow's title.
    #[serde(default, deserialize_with = "null_as_default")]
    pub flow_title: String,
    /// When the flow was last changed.
    #[serde(default, deserialize_with = "lenient_time")]
    pub flow_last_updated: Option<jiff::Timestamp>,
    /// More about the flow, if requested.
    #[serde(default, deserialize_with = "if_readable")]
    pub flow_description: Option<FlowSummary>,
    /// The label that the user gave it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub label: String,
    /// Tags to find it by.
    #[serde(default, deserialize_with = "null_as_default")]
    pub tags: Vec<String>,
    /// Its status. A canceled run counts as failed: see [`Run::is_canceled`].
    pub status: RunStatus,
    /// The status as a word for people.
    pub display_status: Option<String>,
    /// Where it is, how it ended, or why it is inactive. None in lists if the flow handles
    /// protected data.
    pub details: Option<RunDetails>,
    /// When it started.
    #[serde(default, deserialize_with = "lenient_time")]
    pub start_time: Option<jiff::Timestamp>,
    /// When it ended.
    #[serde(default, deserialize_with = "lenient_time")]
    pub completion_time: Option<jiff::Timestamp>,
    /// Who started it.
    pub run_owner: Option<Principal>,
    /// Who may cancel and change it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub run_managers: Vec<Principal>,
    /// Who may monitor it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub run_monitors: Vec<Principal>,
    /// What the user may do with it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub user_roles: Vec<RunRole>,
    /// The old form of `user_roles`, with a single role.
    pub user_role: Option<RunRole>,
    /// The question that it is waiting on.
    #[serde(default, deserialize_with = "other_id")]
    pub blocking_web_input_id: Option<Uuid>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}

/// Where a run is, how it ended, or why it is inactive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunDetails {
    /// A code such as `FlowStarting`, `FlowSucceeded` or `ConsentRequired`. Flows may add new ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The state that the run is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_name: Option<String>,
    /// All other fields, such as `output`.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// What a run says about its flow.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct FlowSummary {
    /// The flow's id.
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
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}

/// A flow as it was when a run started.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct RunDefinition {
    /// The flow's id.
    pub flow_id: Uuid,
    /// The state machine.
    pub definition: RawJson,
    /// A JSON Schema for the input.
    pub input_schema: Option<RawJson>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
identified!(Run by run_id, flow_id);
keeps_other_fields!(FlowSummary, RunDefinition);

impl Run {
    /// Whether it has ended, successfully or not.
    pub fn is_ended(&self) -> bool {
        matches!(
            self.status,
            RunStatus::Succeeded | RunStatus::Failed | RunStatus::Ended
        )
    }

    /// Whether it was canceled. Flows has no status of its own for that.
    pub fn is_canceled(&self) -> bool {
        let code = self.details.as_ref().and_then(|it| it.code.as_deref());
        self.status == RunStatus::Failed && code == Some(CANCELED)
    }

    /// What a login must satisfy before the run can be resumed, if that is why it is inactive.
    ///
    /// Includes the flow's own scope, because resuming needs it, and an older token would still
    /// belong to the old session. After [`run_login_flow`] with these parameters, [`resume_run`]
    /// continues the run. Flows applies the new consent to this run, and to later ones that this
    /// app starts.
    ///
    /// [`run_login_flow`]: crate::GlobusApp::run_login_flow
    /// [`resume_run`]: crate::SpecificFlowClient::resume_run
    pub fn gare(&self) -> Option<Gare> {
        if self.is_ended() {
            return None;
        }
        let mut gare = self.details.as_ref()?.gare()?;
        let own = SpecificFlowScopes::new(self.flow_id).user();
        let required = &mut gare.authorization_parameters.required_scopes;
        if !required
            .iter()
            .any(|scope| scope.scope_string() == own.scope_string())
        {
            required.push(own);
        }
        Some(gare)
    }
}

impl RunDetails {
    fn gare(&self) -> Option<Gare> {
        let document = serde_json::to_value(self).ok()?;
        Gare::from_run_details(&document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const FLOW: &str = "24bc4997-b483-4c25-a19c-64b0afc00743";

    fn run(status: &str, details: &Value) -> Run {
        serde_json::from_value(json!({
            "run_id": "36ad9f9a-ad29-488f-beb4-c22ab729643a",
            "flow_id": FLOW,
            "status": status,
            "details": details,
        }))
        .expect("a run")
    }

    fn user_scope() -> String {
        SpecificFlowScopes::new(FLOW.parse().expect("a UUID"))
            .user()
            .to_string()
    }

    fn required_scopes(run: &Run) -> Vec<String> {
        let gare = run.gare().expect("it waits for a login");
        let scopes = gare.authorization_parameters.required_scopes;
        scopes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_canceled_run_is_told_from_a_failed_one() {
        assert!(run("FAILED", &json!({"code": "FlowCanceled"})).is_canceled());
        assert!(!run("FAILED", &json!({"code": "FlowFailed"})).is_canceled());
        assert!(!run("FAILED", &Value::Null).is_canceled());
        assert!(run("FAILED", &Value::Null).is_ended());
        assert!(!run("DREAMING", &Value::Null).is_ended());
    }

    #[test]
    fn a_consent_that_a_run_waits_for_is_asked_for_as_the_run_says() {
        let needed = format!("{}[*{}]", user_scope(), "transfer[*data_access]");
        let waiting = run(
            "INACTIVE",
            &json!({
                "code": "ConsentRequired",
                "description": "Flow run requires user intervention",
                "state_name": "RunTransfer",
                "required_scope": needed,
            }),
        );
        assert_eq!(required_scopes(&waiting), [needed]);
        assert_eq!(
            waiting.details.expect("there").state_name.as_deref(),
            Some("RunTransfer")
        );
    }

    #[test]
    fn a_session_that_a_run_waits_for_is_made_for_the_flows_own_token_too() {
        let details = json!({
            "code": "ActionStatus",
            "action_statuses": [{"details": {
                "code": "AuthorizationRequired",
                "authorization_parameters": {"session_required_mfa": true},
            }}],
        });
        let waiting = run("INACTIVE", &details);
        assert_eq!(required_scopes(&waiting), [user_scope()]);
        let gare = waiting.gare().expect("as above");
        assert_eq!(
            gare.authorization_parameters.session_required_mfa,
            Some(true)
        );
        assert_eq!(run("FAILED", &details).gare(), None, "it cannot be resumed");
        assert_eq!(run("ACTIVE", &json!({"code": "FlowStarting"})).gare(), None);
    }
}
