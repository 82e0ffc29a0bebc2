//! One run, from the bound client.

use std::pin::pin;

use futures::{TryStreamExt, future};
use globus_app::{LogEntry, Run, RunStatus};
use serde_json::Value;
use uuid::Uuid;

use super::{
    needs_you::{Questions, may_manage},
    people::{People, people},
    row::run_row,
    timeline::{not_reached, timeline},
    view::{LogRow, RunDetail, RunLog, RunReason, StepTask, TimelineRow},
};
use crate::{
    clients::Clients,
    permissions,
    problem::{refused::Refused, view::Detail},
    read::{FLOWS, fact, id, signed_in},
    requirements::branches::all_of,
    status::{StatusKey, task},
    text::{bounded_in_all, json::laid_out, line, page},
    time::millis,
};

/// The most log entries that a timeline is made from.
const TIMELINE_ENTRIES: usize = 1_000;
/// The most that are read for the log.
const LOG_ENTRIES: u32 = 10_000;
const LOG_PER_PAGE: u32 = 100;
/// The most transfers that are looked at for one run.
const TASKS: usize = 5;

/// A run, whole.
pub async fn run(clients: Option<Clients>, run_id: &str) -> Result<RunDetail, Refused> {
    let clients = signed_in(clients, FLOWS)?;
    let id = id(run_id)?;
    let refused = |error| Refused::of_read(FLOWS, &error);
    let run = clients.flows.get_run(&id).await.map_err(refused)?;
    let (entries, log_more) = entries(&clients, &id, TIMELINE_ENTRIES)
        .await
        .map_err(refused)?;
    let questions = Questions::read(&clients).await.map_err(refused)?;
    let row = run_row(&run, &questions);
    // A monitor may see a run and not its definition.
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
    let reason = reason(&clients, &run, row.status.key).await;
    let people = people(&clients, &run).await;
    Ok(RunDetail {
        sentence: sentence(&row.status.word, row.step.as_deref(), reason.as_ref()),
        can_cancel: can_manage && !run.is_ended(),
        can_resume: can_manage && run.status == RunStatus::Inactive,
        can_update: can_manage,
        can_delete: can_manage && run.is_ended(),
        only_others: (!can_manage && !run.is_ended())
            .then(|| "You can watch this run. Its owner and managers can cancel it.".to_owned()),
        input: first_input(&entries),
        output: run
            .details
            .as_ref()
            .and_then(|details| details.other.get("output"))
            .filter(|output| !output.is_null())
            .map(laid_out),
        details: details(&run, &people),
        managers: people.managers,
        monitors: people.monitors,
        log_entries: u32::try_from(entries.len()).unwrap_or(u32::MAX),
        row,
        reason,
        timeline,
        not_reached,
        log_more,
        fetched_at: millis(jiff::Timestamp::now()),
    })
}

/// How the newest steps' transfers are doing. One that may not be seen is left out.
async fn add_tasks(clients: &Clients, timeline: &mut [TimelineRow]) {
    let steps = timeline.iter_mut().rev();
    let steps = steps.filter_map(|step| Some((step.task_id.as_deref()?.parse().ok()?, step)));
    let asked = steps.take(TASKS).map(async |(id, step): (Uuid, _)| {
        let task = clients.transfer.get_task(&id).await.ok();
        step.task = task.as_ref().map(|task| StepTask {
            status: task::status(task),
            progress: task::is_live(task).then(|| task::progress(task)),
        });
    });
    future::join_all(asked).await;
}

/// The first entries of a run's log.
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
        code: line(&entry.code),
        description: line(&entry.description),
        details: (!entry.details.is_empty())
            .then(|| laid_out(&Value::Object(entry.details.clone()))),
    }
}

/// The input is in the entry of the run's start, unless the flow hides it.
fn first_input(entries: &[LogEntry]) -> Option<String> {
    let input = entries.first()?.details.get("input")?;
    Some(laid_out(input))
}

fn sentence(status: &str, step: Option<&str>, reason: Option<&RunReason>) -> String {
    match (reason, step) {
        (Some(reason), _) => format!("{status}. {}", reason.text),
        (None, Some(step)) => format!("{status}, at step {step}."),
        (None, None) => format!("{status}."),
    }
}

/// Why it stands still, or failed.
async fn reason(clients: &Clients, run: &Run, status: StatusKey) -> Option<RunReason> {
    if !matches!(
        status,
        StatusKey::NeedsYou | StatusKey::Paused | StatusKey::Failed
    ) {
        return None;
    }
    if run.status == RunStatus::Active {
        return Some(RunReason {
            text: "Somebody has to answer what it asks. Then it goes on by itself.".to_owned(),
            code: None,
            asks: Vec::new(),
            stopped: false,
        });
    }
    let details = run.details.as_ref();
    let said = details
        .and_then(|details| details.description.as_deref())
        .map(page)
        .filter(|text| !text.trim().is_empty());
    let mut asks = Vec::new();
    if let Some(gare) = run.gare() {
        for scope in &gare.authorization_parameters.required_scopes {
            for part in all_of(scope) {
                asks.push(permissions::words::scope_title(clients, &part).await);
            }
        }
    }
    Some(RunReason {
        text: said.unwrap_or_else(|| "Globus did not say why.".to_owned()),
        code: details
            .and_then(|details| details.code.as_deref())
            .map(line),
        asks,
        stopped: run.status == RunStatus::Inactive,
    })
}

fn details(run: &Run, people: &People) -> Vec<Detail> {
    let mut facts = vec![
        fact("Run ID", run.run_id.to_string()),
        fact("Flow ID", run.flow_id.to_string()),
    ];
    for (label, who) in [
        ("Owner", people.owner.as_slice()),
        ("Managers", &people.managers),
        ("Monitors", &people.monitors),
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
