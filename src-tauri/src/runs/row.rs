//! Rows for the list of runs.

use globus_app::{GlobusAuthorizationParameters, Run, RunRole, RunStatus};

use super::{
    cause::Failure,
    needs_you::{Questions, WaitsFor},
    view::RunRow,
};
use crate::{
    status::{Status, StatusKey},
    text::Text,
    time::millis,
};

pub fn run_row(run: &Run, questions: &Questions) -> RunRow {
    let is_live = !run.is_ended();
    let step = run
        .details
        .as_ref()
        .and_then(|details| details.state_name.as_deref());
    let role = run.user_roles.first().or(run.user_role.as_ref());
    RunRow {
        id: run.run_id.to_string(),
        label: Text::of(&run.label),
        tags: run.tags.iter().map(Text::of).collect(),
        flow_id: run.flow_id.to_string(),
        flow_title: Text::of(&run.flow_title),
        status: run_status(run, questions),
        step: step.filter(|_| is_live).map(Text::of),
        role: role.map(role_word).unwrap_or_default(),
        started_at: run.start_time.map(millis),
        completed_at: run.completion_time.map(millis),
    }
}

/// The status of a run. INACTIVE always means that someone has to act, and canceled runs are
/// reported as FAILED. An unknown status is shown as it is.
fn run_status(run: &Run, questions: &Questions) -> Status {
    let say = |key, word: &str| Status {
        key,
        word: word.into(),
    };
    if let Some(waits) = WaitsFor::of(run, questions) {
        let key = if waits.needs_you() {
            StatusKey::NeedsYou
        } else {
            StatusKey::Paused
        };
        return say(key, &waiting(waits, run));
    }
    match &run.status {
        RunStatus::Active | RunStatus::Inactive => say(StatusKey::Active, "Running"),
        RunStatus::Succeeded => say(StatusKey::Done, "Done"),
        RunStatus::Ended => say(StatusKey::Done, "Ended"),
        RunStatus::Failed if run.is_canceled() => say(StatusKey::Canceled, "Canceled"),
        RunStatus::Failed => match Failure::of(run).and_then(|failure| failure.line()) {
            Some(why) => say(StatusKey::Failed, &format!("Failed – {why}")),
            None => say(StatusKey::Failed, "Failed"),
        },
        RunStatus::Unknown(word) => say(StatusKey::Unknown, word),
    }
}

fn waiting(waits: WaitsFor, run: &Run) -> String {
    match waits {
        WaitsFor::YourAnswer => "Needs you – your answer".to_owned(),
        WaitsFor::AnAnswer | WaitsFor::AnotherAnswer => "Waiting for an answer".to_owned(),
        WaitsFor::You => format!("Needs you – {}", inactive_reason(run)),
        WaitsFor::ItsOwner => format!("Waiting for its owner – {}", inactive_reason(run)),
    }
}

/// Why an inactive run waits, in a few words.
fn inactive_reason(run: &Run) -> &'static str {
    let Some(gare) = run.gare() else {
        return "reason not given";
    };
    let GlobusAuthorizationParameters {
        session_required_identities,
        session_required_single_domain,
        session_required_policies,
        session_required_mfa,
        prompt,
        required_scopes: _,
        session_message: _,
        extra: _,
    } = gare.authorization_parameters;
    if session_required_mfa == Some(true) {
        "a second factor"
    } else if !session_required_identities.is_empty() || !session_required_single_domain.is_empty()
    {
        "sign in with another identity"
    } else if !session_required_policies.is_empty() || prompt.is_some() {
        "sign in again"
    } else {
        "consent"
    }
}

fn role_word(role: &RunRole) -> Text {
    Text::of(match role {
        RunRole::Owner => "Owner",
        RunRole::Manager => "Manager",
        RunRole::Monitor => "Monitor",
        RunRole::FlowManager => "Flow's manager",
        RunRole::FlowMonitor => "Flow's monitor",
        RunRole::Unknown(word) => word,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::runs::needs_you::tests::{RUN, asks};

    fn status_of(changes: &Value, questions: &Questions) -> (StatusKey, String) {
        let mut document = json!({
            "run_id": RUN,
            "flow_id": "24bc4997-b483-4c25-a19c-64b0afc00743",
            "user_roles": ["run_owner"],
        });
        for (name, value) in changes.as_object().expect("an object") {
            document[name] = value.clone();
        }
        let run: Run = serde_json::from_value(document).expect("a run");
        let status = run_status(&run, questions);
        (status.key, status.word.into())
    }

    #[test]
    fn every_status_has_an_honest_word() {
        let mfa = json!({"code": "ActionStatus", "action_statuses": [{"details": {
            "code": "AuthorizationRequired",
            "authorization_parameters": {"session_required_mfa": true},
        }}]});
        for (changes, key, word) in [
            (json!({"status": "ACTIVE"}), StatusKey::Active, "Running"),
            (
                json!({"status": "ACTIVE", "blocking_web_input_id": "24bc4997-b483-4c25-a19c-64b0afc00743"}),
                StatusKey::NeedsYou,
                "Waiting for an answer",
            ),
            (
                json!({"status": "INACTIVE", "details": {"code": "ConsentRequired", "required_scope": "a"}}),
                StatusKey::NeedsYou,
                "Needs you – consent",
            ),
            (
                json!({"status": "INACTIVE", "details": mfa}),
                StatusKey::NeedsYou,
                "Needs you – a second factor",
            ),
            (
                json!({"status": "INACTIVE", "details": {"code": "Odd"}}),
                StatusKey::NeedsYou,
                "Needs you – reason not given",
            ),
            (
                json!({"status": "INACTIVE", "user_roles": ["run_monitor"], "details": {"code": "Odd"}}),
                StatusKey::Paused,
                "Waiting for its owner – reason not given",
            ),
            (json!({"status": "SUCCEEDED"}), StatusKey::Done, "Done"),
            (
                json!({"status": "FAILED", "details": {"code": "FlowCanceled", "description": "x"}}),
                StatusKey::Canceled,
                "Canceled",
            ),
            (
                json!({"status": "FAILED", "details": {"code": "FlowFailed", "description": "quota\nlong"}}),
                StatusKey::Failed,
                "Failed – quota",
            ),
            (json!({"status": "FAILED"}), StatusKey::Failed, "Failed"),
            (
                json!({"status": "DREAMING"}),
                StatusKey::Unknown,
                "DREAMING",
            ),
        ] {
            let found = status_of(&changes, &Questions::default());
            assert_eq!(found, (key, word.to_owned()), "{changes}");
        }
        let asked = status_of(&json!({"status": "ACTIVE"}), &asks(RUN));
        assert_eq!(
            asked,
            (StatusKey::NeedsYou, "Needs you – your answer".to_owned())
        );
    }
}
