//! Unfinished runs, and those that ended since the last check.

use std::{collections::HashSet, pin::pin};

use futures::{StreamExt, TryStreamExt, future, stream};
use globus_app::{Error, Run, RunRole, RunStatus, WebInputSummary};
use uuid::Uuid;

use super::{
    needs_you::{Questions, WaitsFor},
    row::run_row,
    view::RunRow,
};
use crate::{
    clients::Clients,
    read::MAX_ROWS,
    status::{Status, StatusKey},
    text::Text,
    time::millis,
};

/// All roles. Without a filter, Flows returns only runs that you own.
pub const ROLES: [RunRole; 5] = [
    RunRole::Owner,
    RunRole::Manager,
    RunRole::Monitor,
    RunRole::FlowManager,
    RunRole::FlowMonitor,
];

const PER_PAGE: u32 = 100;

/// How many runs to request at once when each needs its own request.
const AT_ONCE: usize = 4;

/// The current state of a run.
#[derive(Clone, Debug)]
pub struct RunNow {
    /// The row that lists show.
    pub row: RunRow,
    /// Whether it needs you.
    pub needs_you: bool,
    /// Whether you have a role in the run itself, not only in its flow.
    pub is_yours: bool,
}

impl RunNow {
    fn of(run: &Run, questions: &Questions) -> Self {
        // If your only role is in the flow, the run belongs to someone else.
        let mut roles = run.user_roles.iter().chain(&run.user_role);
        let is_yours =
            roles.any(|role| matches!(role, RunRole::Owner | RunRole::Manager | RunRole::Monitor));
        Self {
            row: run_row(run, questions),
            needs_you: WaitsFor::of(run, questions).is_some_and(WaitsFor::needs_you),
            is_yours,
        }
    }
}

/// Unfinished runs, newest first.
#[derive(Clone, Debug, Default)]
pub struct LiveRuns {
    /// The runs.
    pub runs: Vec<RunNow>,
    /// Whether there are more than were read.
    pub more: bool,
}

/// Reads all unfinished runs that you can see, and those whose question you can answer.
///
/// # Errors
/// If Flows can't return the runs or the questions.
pub async fn live_runs(clients: &Clients) -> Result<LiveRuns, Error> {
    let (questions, (runs, more)) =
        future::try_join(Questions::read(clients), not_ended(clients)).await?;
    let mut live: Vec<_> = runs.iter().map(|run| RunNow::of(run, &questions)).collect();
    let seen: HashSet<_> = runs.iter().map(|run| run.run_id).collect();
    // A run that you can't see may still ask you something.
    let unseen = questions.by_run().filter(|(run, _)| !seen.contains(run));
    live.extend(unseen.map(|(run, question)| RunNow {
        row: asking_row(run, question),
        needs_you: true,
        is_yours: true,
    }));
    live.sort_by_key(|run| std::cmp::Reverse(run.row.started_at));
    Ok(LiveRuns { runs: live, more })
}

async fn not_ended(clients: &Clients) -> Result<(Vec<Run>, bool), Error> {
    let request = clients
        .flows
        .list_runs()
        .filter_roles(ROLES)
        .filter_status([RunStatus::Active, RunStatus::Inactive])
        .order_by("start_time DESC")
        .per_page(PER_PAGE);
    let mut pages = pin!(request.pages());
    let mut runs = Vec::new();
    while runs.len() < MAX_ROWS as usize {
        let Some(page) = pages.try_next().await? else {
            return Ok((runs, false));
        };
        let more = page.has_next_page;
        runs.extend(page.runs);
        if !more {
            return Ok((runs, false));
        }
    }
    Ok((runs, true))
}

/// A row for a run of which only the question is known.
fn asking_row(run: &Uuid, question: &WebInputSummary) -> RunRow {
    let flow = question.flow.as_ref();
    let label = question.run.as_ref().map(|run| Text::of(&run.label));
    RunRow {
        id: run.to_string(),
        label: label
            .filter(|label| !label.is_empty())
            .unwrap_or_else(|| Text::of(&question.title)),
        tags: Vec::new(),
        flow_id: flow.map(|flow| flow.id.to_string()).unwrap_or_default(),
        flow_title: flow.map(|flow| Text::of(&flow.title)).unwrap_or_default(),
        status: Status {
            key: StatusKey::NeedsYou,
            word: "Needs you – your answer".into(),
        },
        step: None,
        role: "Respondent".into(),
        started_at: question.created_timestamp.map(millis),
        completed_at: None,
    }
}

/// What happened to runs that are no longer live.
#[derive(Debug, Default)]
pub struct GoneRuns {
    /// Their current state.
    pub found: Vec<RunNow>,
    /// The runs that couldn't be read now. All others that are missing have been deleted.
    pub unread: Vec<Uuid>,
}

/// Finds out what happened to these runs. Looks in the list first, then requests the remaining runs
/// one by one, a few at a time.
pub async fn gone_runs(clients: &Clients, mut gone: HashSet<Uuid>) -> GoneRuns {
    let mut found = GoneRuns::default();
    let none = Questions::default();
    if gone.len() > AT_ONCE {
        let request = clients
            .flows
            .list_runs()
            .filter_roles(ROLES)
            .filter_status([RunStatus::Succeeded, RunStatus::Failed, RunStatus::Ended])
            .order_by("completion_time DESC")
            .per_page(PER_PAGE);
        let most = gone.len().div_ceil(PER_PAGE as usize) + 1;
        let mut pages = pin!(request.pages().take(most));
        // Runs that this doesn't find are requested below.
        while let Ok(Some(page)) = pages.try_next().await {
            let ended = page.runs.into_iter();
            let ended = ended.filter(|run| gone.remove(&run.run_id));
            found.found.extend(ended.map(|run| RunNow::of(&run, &none)));
            if gone.is_empty() {
                break;
            }
        }
    }
    let asked = stream::iter(gone).map(async |id| (id, clients.flows.get_run(&id).await));
    let mut asked = pin!(asked.buffer_unordered(AT_ONCE));
    while let Some((id, answer)) = asked.next().await {
        match answer {
            Ok(run) => found.found.push(RunNow::of(&run, &none)),
            Err(Error::Api(error)) if matches!(error.status, 403 | 404) => {}
            Err(_) => found.unread.push(id),
        }
    }
    found
}
