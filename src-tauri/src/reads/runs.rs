//! The runs, from the bound client.

use std::pin::pin;

use futures::TryStreamExt;
use globus_app::{ListRuns, Principal, Run, RunRole, RunStatus};

use super::{FLOWS, MAX_ROWS, each_once, id, search, signed_in};
use crate::{
    controller::Clients,
    problem,
    rows::{millis, run_row},
    view::{Place, Problem, RunList, RunQuery, RunRow, RunView},
};

const RUNS_PER_PAGE: u32 = 100;

/// All of them: without any, Flows tells of the person's own runs alone.
const ROLES: [RunRole; 5] = [
    RunRole::Owner,
    RunRole::Manager,
    RunRole::Monitor,
    RunRole::FlowManager,
    RunRole::FlowMonitor,
];

/// Runs, newest first.
pub async fn runs(clients: Option<Clients>, query: &RunQuery) -> Result<RunList, Problem> {
    let clients = signed_in(clients, FLOWS)?;
    let me = clients.identity_id.as_deref();
    let wanted = query.limit.clamp(1, MAX_ROWS) as usize;
    let request = filtered(clients.flows.list_runs(), query)?
        .order_by("start_time DESC")
        .per_page(RUNS_PER_PAGE);
    let mut pages = pin!(request.pages());
    let (mut found, mut more) = (Vec::new(), true);
    while more && found.len() < wanted {
        let page = pages.try_next().await;
        let page = page.map_err(|error| problem::of_read(FLOWS, &error, Place::Runs))?;
        more = page.as_ref().is_some_and(|page| page.has_next_page);
        found.extend(page.into_iter().flat_map(|page| page.runs));
    }
    more |= found.len() > wanted;
    found.truncate(wanted);
    let text = search(&query.text).to_lowercase();
    let mut rows: Vec<_> = found
        .iter()
        .filter(|run| query.view != RunView::Shared || !is_mine(run, me))
        .map(run_row)
        .filter(|row| holds(row, &text))
        .collect();
    each_once(&mut rows, |row| &row.id);
    Ok(RunList {
        rows,
        loaded: u32::try_from(found.len()).unwrap_or(u32::MAX),
        more,
        fetched_at: millis(jiff::Timestamp::now()),
    })
}

/// What the service can filter, it does.
fn filtered(request: ListRuns, query: &RunQuery) -> Result<ListRuns, Problem> {
    let request = match &query.flow_id {
        Some(flow) => request.filter_flow_id([&id(flow)?]),
        None => request,
    };
    Ok(match query.view {
        RunView::All | RunView::Shared => request.filter_roles(ROLES),
        RunView::Mine => request.filter_roles([RunRole::Owner]),
        RunView::NeedsYou => request
            .filter_roles(ROLES)
            .filter_status([RunStatus::Inactive]),
        RunView::Active => request
            .filter_roles(ROLES)
            .filter_status([RunStatus::Active]),
        RunView::Failed => request
            .filter_roles(ROLES)
            .filter_status([RunStatus::Failed]),
    })
}

fn is_mine(run: &Run, me: Option<&str>) -> bool {
    run.user_roles.contains(&RunRole::Owner)
        || run
            .run_owner
            .as_ref()
            .and_then(Principal::identity)
            .is_some_and(|owner| Some(owner.to_string().as_str()) == me)
}

/// The service has no search over all of these, so it is done in what was loaded.
fn holds(row: &RunRow, text: &str) -> bool {
    let texts = [&row.label, &row.flow_title, &row.status.word];
    text.is_empty()
        || texts
            .into_iter()
            .chain(&row.tags)
            .any(|part| part.to_lowercase().contains(text))
}
