//! Builds a timeline from a run's log. Flows logs only "started" and "completed" entries, so this
//! pairs entries of the same step in order.

use std::collections::HashMap;

use globus_app::{LogEntry, RawJson, Run, RunStatus};
use serde_json::Value;

use super::{cause::cause, view::TimelineRow};
use crate::{
    definition::Definition,
    status::{Status, StatusKey},
    text::{Text, json::laid_out},
    time::millis,
};

/// The rows, in the order in which the steps were entered. `status` is the status of the run.
pub fn timeline(run: &Run, status: &Status, entries: &[LogEntry]) -> Vec<TimelineRow> {
    let mut rows: Vec<TimelineRow> = Vec::new();
    let mut entered: HashMap<Text, u32> = HashMap::new();
    for entry in entries {
        let Some(name) = entry.state_name().map(Text::of) else {
            continue;
        };
        let open = rows
            .iter()
            .rposition(|row| row.name == name && row.status.key == StatusKey::Active);
        match outcome(&entry.code) {
            Entry::Started(kind) => {
                supersede(&mut rows, entry, &name);
                let attempt = enter(&mut entered, &name);
                rows.push(row(name, &kind, attempt, entry));
            }
            Entry::Ended { failed, of_run } => {
                // When a run ends, its last entry names the final step again.
                let last = || rows.iter().rposition(|row| row.name == name);
                let ended = open.or_else(|| if of_run { last() } else { None });
                if let Some(row) = ended.and_then(|index| rows.get_mut(index)) {
                    if row.status.key != StatusKey::Failed {
                        end(row, entry, failed);
                    }
                } else {
                    // The start isn't among the entries.
                    let attempt = enter(&mut entered, &name);
                    let mut row = row(name, "", attempt, entry);
                    row.started_at = None;
                    end(&mut row, entry, failed);
                    rows.push(row);
                }
            }
            Entry::Other => {
                if let Some(row) = open.and_then(|index| rows.get_mut(index)) {
                    row.task_id = row.task_id.take().or_else(|| task_id(entry));
                }
            }
        }
    }
    settle(run, status, &mut rows);
    rows
}

/// Ends all open rows when another step starts, because a run is in only one step at a time. If the
/// same step starts again, it was resumed.
fn supersede(rows: &mut [TimelineRow], entry: &LogEntry, name: &Text) {
    for row in rows
        .iter_mut()
        .filter(|row| row.status.key == StatusKey::Active)
    {
        row.ended_at = entry.time.map(millis);
        row.status = if row.name == *name {
            Status {
                key: StatusKey::Canceled,
                word: "Stopped, then resumed".into(),
            }
        } else {
            no_end_logged()
        };
    }
}

/// How often a step has been entered, including this time.
fn enter(entered: &mut HashMap<Text, u32>, name: &Text) -> u32 {
    let times = entered.entry(name.clone()).or_insert(0);
    *times += 1;
    *times
}

/// The steps of a definition that aren't in the rows, in the order in which a run would reach them.
pub fn not_reached(definition: &RawJson, rows: &[TimelineRow]) -> Vec<Text> {
    let definition = definition.decode::<Definition<Value>>();
    let states = definition.iter().flat_map(Definition::in_order);
    states
        .map(|(name, _)| Text::of(name))
        .filter(|name| rows.iter().all(|row| row.name != *name))
        .collect()
}

enum Entry {
    Started(String),
    Ended { failed: bool, of_run: bool },
    Other,
}

/// Interprets `<StateType>Started`, `…Completed` and `…Failed`. Other codes say nothing about
/// steps.
fn outcome(code: &str) -> Entry {
    if let Some(kind) = code.strip_suffix("Started") {
        return Entry::Started(kind.to_owned());
    }
    let ends_with_one_of = |ends: &[&str]| ends.iter().any(|end| code.ends_with(end));
    let failed = ends_with_one_of(&["Failed", "Exception", "TimedOut"]);
    if failed || ends_with_one_of(&["Completed", "Succeeded"]) {
        let of_run = code.starts_with("Flow");
        return Entry::Ended { failed, of_run };
    }
    Entry::Other
}

fn row(name: Text, kind: &str, attempt: u32, entry: &LogEntry) -> TimelineRow {
    let kind = entry
        .details
        .get("state_type")
        .and_then(Value::as_str)
        .unwrap_or(kind);
    TimelineRow {
        name,
        kind: Text::of(kind),
        attempt,
        status: Status {
            key: StatusKey::Active,
            word: "Running".into(),
        },
        started_at: entry.time.map(millis),
        ended_at: None,
        input: entry.details.get("input").map(laid_out),
        output: None,
        error: None,
        task_id: task_id(entry),
        task: None,
    }
}

fn end(row: &mut TimelineRow, entry: &LogEntry, failed: bool) {
    row.ended_at = entry.time.map(millis);
    let out = entry.details.get("output").or(entry.details.get("error"));
    row.output = out.map(laid_out).or(row.output.take());
    row.task_id = task_id(entry).or_else(|| row.task_id.take());
    let action_failed = entry
        .details
        .get("output")
        .and_then(|output| output["status"].as_str())
        .is_some_and(|status| status == "FAILED");
    if failed || action_failed {
        let why = match out {
            Some(out) => cause(out),
            None => cause(&Value::Object(entry.details.clone())),
        };
        row.error = Some(why.map_or_else(|| Text::of(&entry.description), Text::of));
        row.status = Status {
            key: StatusKey::Failed,
            word: "Failed".into(),
        };
    } else {
        row.status = Status {
            key: StatusKey::Done,
            word: "Done".into(),
        };
    }
}

fn no_end_logged() -> Status {
    Status {
        key: StatusKey::Unknown,
        word: "No end logged".into(),
    }
}

/// Gives steps that didn't complete the status of the run: stopped, failed or canceled.
fn settle(run: &Run, status: &Status, rows: &mut [TimelineRow]) {
    if run.status == RunStatus::Active && run.blocking_web_input_id.is_none() {
        return;
    }
    let ended_at = run.completion_time.map(millis);
    for row in rows
        .iter_mut()
        .filter(|row| row.status.key == StatusKey::Active)
    {
        row.ended_at = ended_at;
        row.status = match status.key {
            // The run succeeded, but no one logged the end of this step.
            StatusKey::Done => no_end_logged(),
            _ => status.clone(),
        };
    }
}

/// The ID of the Transfer task that an action started, if the provider reports it.
fn task_id(entry: &LogEntry) -> Option<String> {
    let output = entry.details.get("output")?;
    let details = &output["details"];
    let id = details["task_id"]
        .as_str()
        .or_else(|| output["task_id"].as_str())?;
    uuid::Uuid::parse_str(id).ok().map(|id| id.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::runs::{needs_you::Questions, row::run_row};

    fn timeline(run: &Run, entries: &[LogEntry]) -> Vec<TimelineRow> {
        let status = run_row(run, &Questions::default()).status;
        super::timeline(run, &status, entries)
    }

    fn run(status: &str) -> Run {
        serde_json::from_value(json!({
            "run_id": "36ad9f9a-ad29-488f-beb4-c22ab729643a",
            "flow_id": "24bc4997-b483-4c25-a19c-64b0afc00743",
            "status": status,
            "user_roles": ["run_owner"],
            "completion_time": "2026-11-25T10:00:09Z",
        }))
        .expect("a run")
    }

    fn entry(second: u32, code: &str, name: &str, more: &Value) -> LogEntry {
        let mut details = json!({"state_name": name});
        for (key, value) in more.as_object().into_iter().flatten() {
            details[key] = value.clone();
        }
        serde_json::from_value(json!({
            "time": format!("2026-11-25T10:00:0{second}Z"),
            "code": code,
            "description": code,
            "details": details,
        }))
        .expect("an entry")
    }

    fn shape(rows: &[TimelineRow]) -> Vec<(&str, u32, StatusKey, bool)> {
        rows.iter()
            .map(|row| {
                (
                    &*row.name,
                    row.attempt,
                    row.status.key,
                    row.ended_at.is_some(),
                )
            })
            .collect()
    }

    #[test]
    fn starts_and_ends_of_a_loop_are_paired_in_order() {
        let none = json!({});
        let log = [
            entry(0, "FlowStarted", "", &none),
            entry(1, "WaitStarted", "Wait", &none),
            entry(2, "WaitCompleted", "Wait", &none),
            entry(3, "WaitStarted", "Wait", &none),
        ];
        // The flow's start belongs to no step.
        let log: Vec<_> = log.into_iter().skip(1).collect();
        let rows = timeline(&run("ACTIVE"), &log);
        assert_eq!(
            shape(&rows),
            [
                ("Wait", 1, StatusKey::Done, true),
                ("Wait", 2, StatusKey::Active, false)
            ]
        );
        assert_eq!(rows[0].kind, "Wait");
    }

    #[test]
    fn what_was_not_completed_is_as_the_run_is() {
        let log = [entry(
            1,
            "ActionStarted",
            "Copy",
            &json!({"input": {"a": 1}}),
        )];
        let key = |status| timeline(&run(status), &log)[0].status.key;
        assert_eq!(key("ACTIVE"), StatusKey::Active);
        assert_eq!(key("INACTIVE"), StatusKey::NeedsYou);
        assert_eq!(key("FAILED"), StatusKey::Failed);
        assert_eq!(key("SUCCEEDED"), StatusKey::Unknown);
        let input = timeline(&run("ACTIVE"), &log)[0].input.clone();
        assert_eq!(input.as_deref(), Some("{\n  \"a\": 1\n}"));
    }

    #[test]
    fn an_end_without_a_start_is_a_row_too_and_failures_are_told() {
        let failed = json!({"output": {"status": "FAILED", "details": {
            "task_id": "20ba91a8-eb90-11f0-8d2c-0affcad1b276",
        }}});
        let log = [
            entry(1, "ActionCompleted", "Copy", &failed),
            entry(2, "ActionFailed", "Publish", &json!({})),
        ];
        let rows = timeline(&run("FAILED"), &log);
        assert_eq!(
            shape(&rows),
            [
                ("Copy", 1, StatusKey::Failed, true),
                ("Publish", 1, StatusKey::Failed, true)
            ]
        );
        assert_eq!(rows[0].started_at, None);
        assert_eq!(
            rows[0].task_id.as_deref(),
            Some("20ba91a8-eb90-11f0-8d2c-0affcad1b276")
        );
    }

    #[test]
    fn a_run_that_fails_in_a_step_tells_no_second_step() {
        let none = json!({});
        let log = [
            entry(1, "PassStarted", "A", &none),
            entry(2, "PassCompleted", "A", &none),
            entry(3, "ActionStarted", "B", &none),
            entry(4, "ActionFailed", "B", &none),
            entry(5, "FlowFailed", "B", &none),
        ];
        let failed = |name| (name, 1, StatusKey::Failed, true);
        let rows = timeline(&run("FAILED"), &log);
        assert_eq!(shape(&rows), [("A", 1, StatusKey::Done, true), failed("B")]);
        assert_eq!(rows[1].error.as_deref(), Some("ActionFailed"));
        // A step with no other entries.
        let rows = timeline(&run("FAILED"), &log[4..]);
        assert_eq!(shape(&rows), [failed("B")]);
        // Ends without starts are counted separately.
        let ends = [log[1].clone(), log[1].clone()];
        let rows = timeline(&run("FAILED"), &ends);
        assert_eq!((rows[0].attempt, rows[1].attempt), (1, 2));
    }

    #[test]
    fn a_step_that_was_resumed_runs_once() {
        let none = json!({});
        let log = [
            entry(1, "ActionStarted", "Copy", &none),
            entry(4, "ActionStarted", "Copy", &none),
        ];
        let rows = timeline(&run("ACTIVE"), &log);
        assert_eq!(
            shape(&rows),
            [
                ("Copy", 1, StatusKey::Canceled, true),
                ("Copy", 2, StatusKey::Active, false)
            ]
        );
        assert_eq!(rows[0].status.word, "Stopped, then resumed");
        assert_eq!(rows[0].ended_at, rows[1].started_at);
        // Whatever else is in the log, a run is in only one step at a time.
        let log = [log[0].clone(), entry(4, "PassStarted", "Next", &none)];
        let rows = timeline(&run("ACTIVE"), &log);
        assert_eq!(rows[0].status.key, StatusKey::Unknown);
        assert_eq!(rows[1].status.key, StatusKey::Active);
    }

    #[test]
    fn a_step_that_failed_says_why_and_what_came_out() {
        let error = json!({"error": {"Error": "ActionFailedException", "Cause": {
            "status": "FAILED", "details": {"message": "no space left"},
        }}});
        let log = [
            entry(1, "ActionStarted", "Copy", &json!({})),
            entry(2, "ActionFailed", "Copy", &error),
            entry(
                2,
                "FlowFailed",
                "Copy",
                &json!({"exception": "ActionFailedException"}),
            ),
        ];
        let rows = timeline(&run("FAILED"), &log);
        assert_eq!(rows[0].error.as_deref(), Some("no space left"));
        assert!(
            rows[0]
                .output
                .as_deref()
                .is_some_and(|text| text.contains("no space left"))
        );
        // For a Fail state, the cause is in the run's entry.
        let refused = json!({"exception": "Refused", "cause": "A condition was not met"});
        let log = [
            entry(1, "FailStarted", "No", &json!({"input": {"message": "x"}})),
            entry(2, "FlowFailed", "No", &refused),
        ];
        let rows = timeline(&run("FAILED"), &log);
        assert_eq!(rows[0].error.as_deref(), Some("A condition was not met"));
    }

    #[test]
    fn steps_that_were_not_entered_are_named() {
        let rows = timeline(&run("ACTIVE"), &[entry(1, "PassStarted", "A", &json!({}))]);
        let steps = |text| {
            let definition = serde_json::from_str(text).expect("JSON");
            not_reached(&definition, &rows)
        };
        assert_eq!(
            steps(
                r#"{"StartAt": "A", "States": {"A": {"Next": "C"}, "B": {}, "C": {"Next": "B"}}}"#
            ),
            ["C", "B"]
        );
        assert!(steps("null").is_empty());
    }
}
