//! A run as a row, with an honest status.

use globus_app::{Run, RunRole, RunStatus};

use super::{cause::Failure, view::RunRow};
use crate::{
    status::{Status, StatusKey},
    text::Text,
    time::millis,
};

pub fn run_row(run: &Run) -> RunRow {
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
        status: run_status(run),
        step: step.filter(|_| is_live).map(Text::of),
        role: role.map(role_word).unwrap_or_default(),
        started_at: run.start_time.map(millis),
        completed_at: run.completion_time.map(millis),
    }
}

/// INACTIVE always waits for a person. A canceled run comes back as FAILED. A word that is new to
/// us is shown as it is.
pub fn run_status(run: &Run) -> Status {
    let say = |key, word: &str| Status {
        key,
        word: word.into(),
    };
    match &run.status {
        RunStatus::Active if run.blocking_web_input_id.is_some() => {
            say(StatusKey::NeedsYou, "Waiting for an answer")
        }
        RunStatus::Active => say(StatusKey::Active, "Running"),
        RunStatus::Inactive => say(
            StatusKey::NeedsYou,
            &format!("Needs you – {}", waits_for(run)),
        ),
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

/// What an inactive run waits for, in a few words.
fn waits_for(run: &Run) -> &'static str {
    let Some(gare) = run.gare() else {
        return "reason not given";
    };
    let asked = gare.authorization_parameters;
    if asked.session_required_mfa == Some(true) {
        "a second factor"
    } else if !asked.session_required_identities.is_empty()
        || !asked.session_required_single_domain.is_empty()
    {
        "sign in with another identity"
    } else if !asked.session_required_policies.is_empty() || asked.prompt.is_some() {
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
    use crate::text::hostile;

    #[test]
    fn f31_nothing_of_a_run_is_shown_as_others_wrote_it() {
        for status in ["ACTIVE", "INACTIVE", "FAILED", "DREAMING\u{202e}"] {
            let document = hostile::filled(json!({
                "run_id": "36ad9f9a-ad29-488f-beb4-c22ab729643a",
                "flow_id": "24bc4997-b483-4c25-a19c-64b0afc00743",
                "status": status, "label": "", "tags": [""], "flow_title": "", "user_role": "",
                "details": {"code": "", "description": "", "state_name": ""},
            }));
            let run: Run = serde_json::from_value(document).expect("a run");
            hostile::assert_fit(&run_row(&run), &[]);
        }
    }

    fn status_of(changes: &Value) -> (StatusKey, String) {
        let mut document = json!({
            "run_id": "36ad9f9a-ad29-488f-beb4-c22ab729643a",
            "flow_id": "24bc4997-b483-4c25-a19c-64b0afc00743",
        });
        for (name, value) in changes.as_object().expect("an object") {
            document[name] = value.clone();
        }
        let run: Run = serde_json::from_value(document).expect("a run");
        let status = run_status(&run);
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
            assert_eq!(status_of(&changes), (key, word.to_owned()), "{changes}");
        }
    }
}
