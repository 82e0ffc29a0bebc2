//! Reads one run from Globus Flows.

use std::pin::pin;

use futures::{TryStreamExt, future};
use globus_app::{LogEntry, Run, RunStatus};
use serde_json::Value;
use uuid::Uuid;

use super::{
    cause::Failure,
    needs_you::{Questions, may_manage},
    people::{Roles, roles},
    question::question,
    row::run_row,
    timeline::{not_reached, timeline},
    view::{LogRow, Question, RunDetail, RunLog, RunReason, RunRow, StepTask, TimelineRow},
};
use crate::{
    clients::Clients,
    permissions,
    problem::{refused::Refused, view::Detail},
    read::{FLOWS, fact, id, signed_in},
    requirements::branches::all_of,
    status::{StatusKey, task},
    text::{Page, Text, bounded::bounded_in_all, json::laid_out},
    time::millis,
};

/// The most log entries used for a timeline.
const TIMELINE_ENTRIES: usize = 1_000;
/// The most log entries read for the log.
const LOG_ENTRIES: u32 = 10_000;
const LOG_PER_PAGE: u32 = 100;
/// The most transfers looked up for one run.
const TASKS: usize = 5;

/// A run and its question, which may need a permission of its own.
#[derive(Debug)]
pub struct RunRead {
    pub run: RunDetail,
    pub question: Result<Option<Question>, Refused>,
}

/// Reads a run.
///
/// # Errors
/// A [`Refused`], as [`Refused::of_read`] makes it.
pub async fn run(clients: Option<Clients>, run_id: &str) -> Result<RunRead, Refused> {
    let clients = signed_in(clients, FLOWS)?;
    let id = id(run_id)?;
    let refused = |error| Refused::of_read(FLOWS, &error);
    let run = clients.flows.get_run(&id).await.map_err(refused)?;
    let (entries, log_more) = entries(&clients, &id, TIMELINE_ENTRIES)
        .await
        .map_err(refused)?;
    let questions = Questions::read(&clients).await.map_err(refused)?;
    let row = run_row(&run, &questions);
    // A monitor may see a run but not its definition.
    let at_start = clients.flows.get_run_definition(&id).await.ok();
    let mut timeline = timeline(&run, &row.status, &entries);
    add_tasks(&clients, &mut timeline).await;
    let texts = timeline.iter_mut();
    bounded_in_all(texts.flat_map(|row| row.input.iter_mut().chain(&mut row.output)));
    let not_reached = match &at_start {
        Some(at_start) if !log_more => not_reached(&at_start.definition, &timeline),
        _ => Vec::new(),
    };
    let can_manage = may_manage(&run);
    let failure = Failure::of(&run);
    let failure = failure.as_ref();
    let reason = reason(&clients, &run, failure).await;
    let roles = roles(&clients, &run).await;
    let question = question(&clients, &run).await;
    let run = RunDetail {
        sentence: sentence(&row, failure),
        can_cancel: can_manage && !run.is_ended(),
        can_resume: can_manage && run.status == RunStatus::Inactive,
        can_update: can_manage,
        can_delete: can_manage && run.is_ended(),
        only_others: (!can_manage && !run.is_ended())
            .then(|| "You can watch this run. Its owner and managers can cancel it.".into()),
        input: first_input(&entries),
        output: run
            .details
            .as_ref()
            .and_then(|details| details.other.get("output"))
            .filter(|output| !output.is_null())
            .map(laid_out),
        details: details(&run, &roles, failure),
        managers: roles.managers,
        monitors: roles.monitors,
        log_entries: u32::try_from(entries.len()).unwrap_or(u32::MAX),
        row,
        reason,
        question: None,
        question_problem: None,
        timeline,
        not_reached,
        log_more,
        fetched_at: millis(jiff::Timestamp::now()),
    };
    Ok(RunRead { run, question })
}

/// Adds the status of the newest steps' transfers. Skips those that you can't see.
async fn add_tasks(clients: &Clients, timeline: &mut [TimelineRow]) {
    let steps = timeline.iter_mut().rev();
    let steps = steps.filter_map(|step| Some((step.task_id.as_deref()?.parse().ok()?, step)));
    let asked = steps.take(TASKS).map(async |(id, step): (Uuid, _)| {
        let task = clients.transfer.get_task(&id).await.ok();
        step.task = task.as_ref().map(|task| StepTask {
            status: task::status(task),
            progress: task::progress(task, &clients.totals),
        });
    });
    future::join_all(asked).await;
}

/// Reads the first entries of a run's log.
pub async fn run_log(
    clients: Option<Clients>,
    run_id: &str,
    limit: u32,
) -> Result<RunLog, Refused> {
    let clients = signed_in(clients, FLOWS)?;
    let limit = limit.clamp(1, LOG_ENTRIES) as usize;
    let (entries, more) = entries(&clients, &id(run_id)?, limit)
        .await
        .map_err(|error| Refused::of_read(FLOWS, &error))?;
    let mut entries: Vec<_> = entries.iter().map(log_row).collect();
    bounded_in_all(
        entries
            .iter_mut()
            .filter_map(|entry| entry.details.as_mut()),
    );
    Ok(RunLog { entries, more })
}

async fn entries(
    clients: &Clients,
    id: &Uuid,
    most: usize,
) -> Result<(Vec<LogEntry>, bool), globus_app::Error> {
    let request = clients.flows.get_run_logs(id).limit(LOG_PER_PAGE);
    let mut pages = pin!(request.pages());
    let (mut entries, mut more) = (Vec::new(), true);
    while more && entries.len() < most {
        let page = pages.try_next().await?;
        more = page.as_ref().is_some_and(|page| page.has_next_page);
        entries.extend(page.into_iter().flat_map(|page| page.entries));
    }
    more |= entries.len() > most;
    entries.truncate(most);
    Ok((entries, more))
}

fn log_row(entry: &LogEntry) -> LogRow {
    LogRow {
        time: entry.time.map(millis),
        code: Text::of(&entry.code),
        description: Text::of(&entry.description),
        details: (!entry.details.is_empty())
            .then(|| laid_out(&Value::Object(entry.details.clone()))),
    }
}

/// The input is in the log entry for the start of the run, unless the flow hides it.
fn first_input(entries: &[LogEntry]) -> Option<Page> {
    let input = entries.first()?.details.get("input")?;
    Some(laid_out(input))
}

/// The status and the current step. For a failed run, the cause as well.
fn sentence(row: &RunRow, failure: Option<&Failure>) -> Page {
    let status = &row.status.word;
    let Some(failure) = failure else {
        return Page::of(match (&row.step, row.status.key) {
            (Some(step), StatusKey::NeedsYou) => format!("{status}. Waiting at step {step}."),
            (Some(step), _) => format!("{status}, at step {step}."),
            (None, _) => format!("{status}."),
        });
    };
    Page::of(match (&failure.step, failure.line()) {
        (Some(step), Some(why)) => format!("Failed at step {step}: {why}."),
        (None, Some(_)) => format!("{status}."),
        (Some(step), None) => format!("Failed at step {step}. Globus gave no reason."),
        (None, None) => "Failed. Globus gave no reason.".to_owned(),
    })
}

/// Why the run is stopped. For a failed run, only what doesn't fit in the sentence.
async fn reason(clients: &Clients, run: &Run, failure: Option<&Failure>) -> Option<RunReason> {
    let details = run.details.as_ref();
    let (text, code) = match (&run.status, failure) {
        (RunStatus::Active, _) => {
            run.blocking_web_input_id?;
            let text = "This run is waiting for someone to answer a question. It continues once \
                        they do.";
            (Page::of(text), None)
        }
        (RunStatus::Inactive, _) => {
            let said = details.and_then(|details| details.description.as_deref());
            let said = said.filter(|text| !text.trim().is_empty());
            let code = details.and_then(|details| details.code.as_deref());
            let text = said.unwrap_or("Globus gave no reason.");
            (Page::of(text), code.map(Text::of))
        }
        (_, Some(failure)) => {
            let why = failure.why.as_deref()?.trim();
            if why.lines().count() < 2 && failure.line().is_some_and(|line| !line.ends_with('…'))
            {
                return None;
            }
            (Page::of(why), failure.exception.clone())
        }
        _ => return None,
    };
    let mut asks = Vec::new();
    if let Some(gare) = run.gare() {
        for scope in &gare.authorization_parameters.required_scopes {
            for part in all_of(scope) {
                asks.push(permissions::words::scope_title(clients, &part).await);
            }
        }
    }
    Some(RunReason {
        text,
        code,
        asks,
        stopped: run.status == RunStatus::Inactive,
    })
}

fn details(run: &Run, roles: &Roles, failure: Option<&Failure>) -> Vec<Detail> {
    let mut facts = vec![
        fact("Run ID", run.run_id.to_string()),
        fact("Flow ID", run.flow_id.to_string()),
    ];
    if let Some(failure) = failure {
        facts.extend(
            failure
                .step
                .clone()
                .map(|step| fact("Failed at step", step)),
        );
        facts.extend(failure.exception.clone().map(|name| fact("Error", name)));
    }
    for (label, who) in [
        ("Owner", roles.owner.as_slice()),
        ("Managers", &roles.managers),
        ("Monitors", &roles.monitors),
    ] {
        if !who.is_empty() {
            let names: Vec<_> = who.iter().map(|one| one.name.as_str()).collect();
            facts.push(fact(label, names.join(", ")));
        }
    }
    for (label, time) in [
        ("Started", run.start_time),
        ("Ended", run.completion_time),
        ("Flow last changed", run.flow_last_updated),
    ] {
        facts.extend(time.map(|time| fact(label, time.to_string())));
    }
    facts
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_line_says_where_it_is_and_why_it_failed() {
        let failed = |details: Value| json!({"code": "FlowFailed", "description": "The Flow Instance failed", "details": details});
        for (status, details, expected) in [
            (
                "ACTIVE",
                json!({"state_name": "Copy"}),
                "Running, at step Copy.",
            ),
            ("ACTIVE", json!(null), "Running."),
            (
                "INACTIVE",
                json!({"code": "ConsentRequired", "required_scope": "a", "state_name": "Copy"}),
                "Needs you – consent. Waiting at step Copy.",
            ),
            ("SUCCEEDED", json!({"state_name": "Copy"}), "Done."),
            ("FAILED", json!({"code": "FlowCanceled"}), "Canceled."),
            (
                "FAILED",
                failed(
                    json!({"state_name": "Copy", "exception": "X", "cause": "no space left.\nmore"}),
                ),
                "Failed at step Copy: no space left.",
            ),
            (
                "FAILED",
                failed(json!({"state_name": "Copy"})),
                "Failed at step Copy. Globus gave no reason.",
            ),
            (
                "FAILED",
                failed(json!({})),
                "Failed. Globus gave no reason.",
            ),
            (
                "FAILED",
                json!({"code": "FlowFailed", "description": "quota"}),
                "Failed – quota.",
            ),
        ] {
            let run: Run = serde_json::from_value(json!({
                "run_id": "36ad9f9a-ad29-488f-beb4-c22ab729643a",
                "flow_id": "24bc4997-b483-4c25-a19c-64b0afc00743",
                "status": status, "details": details, "user_roles": ["run_owner"],
            }))
            .expect("a run");
            let said = sentence(
                &run_row(&run, &Questions::default()),
                Failure::of(&run).as_ref(),
            );
            assert_eq!(said, expected, "{details}");
        }
    }
}
