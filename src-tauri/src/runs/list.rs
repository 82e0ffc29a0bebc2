//! The runs, from the bound client.

use std::pin::pin;

use futures::TryStreamExt;
use globus_app::{ListRuns, Principal, Run, RunRole, RunStatus};

use super::{
    row::run_row,
    view::{RunList, RunQuery, RunRow, RunView},
};
use crate::{
    clients::Clients,
    problem::{refused::Refused, view::Problem},
    read::{FLOWS, MAX_ROWS, each_once, id, signed_in},
    terms::Terms,
    time::millis,
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

/// What a run can be filtered by, beside words.
const NAMES: [&str; 6] = ["status", "label", "flow", "tag", "role", "since"];

/// Runs, newest first.
pub async fn runs(clients: Option<Clients>, query: &RunQuery) -> Result<RunList, Refused> {
    let clients = signed_in(clients, FLOWS)?;
    let me = clients.identity_id.as_deref();
    let wanted = query.limit.clamp(1, MAX_ROWS) as usize;
    let request = filtered(clients.flows.list_runs(), query)?
        .order_by("start_time DESC")
        .per_page(RUNS_PER_PAGE);
    let now = jiff::Timestamp::now();
    let terms = Terms::of(&query.text, &NAMES);
    let since = terms.since(now)?.map(millis);
    let mut pages = pin!(request.pages());
    let (mut found, mut more) = (Vec::new(), true);
    while more && found.len() < wanted {
        let page = pages.try_next().await;
        let page = page.map_err(|error| Refused::of_read(FLOWS, &error))?;
        more = page.as_ref().is_some_and(|page| page.has_next_page);
        found.extend(page.into_iter().flat_map(|page| page.runs));
    }
    more |= found.len() > wanted;
    found.truncate(wanted);
    let mut rows: Vec<_> = found
        .iter()
        .filter(|run| query.view != RunView::Shared || !is_mine(run, me))
        .map(run_row)
        .filter(|row| since.is_none_or(|since| row.started_at >= Some(since)))
        .filter(|row| holds(row, &terms))
        .collect();
    each_once(&mut rows, |row| &row.id);
    Ok(RunList {
        rows,
        loaded: u32::try_from(found.len()).unwrap_or(u32::MAX),
        more,
        fetched_at: millis(now),
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
fn holds(row: &RunRow, terms: &Terms) -> bool {
    let has = |text: &str, part: &str| text.to_lowercase().contains(part);
    let tagged = |part: &str| row.tags.iter().any(|tag| has(tag, part));
    let text = terms.text.to_lowercase();
    let texts = [&row.label, &row.flow_title, &row.status.word];
    (texts.into_iter().any(|found| has(found, &text)) || tagged(&text))
        && terms.all("status").all(|part| has(&row.status.word, part))
        && terms.all("label").all(|part| has(&row.label, part))
        && terms.all("flow").all(|part| has(&row.flow_title, part))
        && terms.all("role").all(|part| has(&row.role, part))
        && terms.all("tag").all(tagged)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::status::{Status, StatusKey};

    #[test]
    fn each_term_narrows_the_list() {
        let row = RunRow {
            id: "r".into(),
            label: "Nightly 88".into(),
            tags: vec!["cryoem".into(), "Review".into()],
            flow_id: "f".into(),
            flow_title: "Move files".into(),
            status: Status {
                key: StatusKey::Failed,
                word: "Failed – quota".into(),
            },
            step: None,
            role: "Owner".into(),
            started_at: None,
            completed_at: None,
        };
        let holds = |text: &str| holds(&row, &Terms::of(text, &NAMES));
        for good in [
            "",
            "night",
            "review",
            "status:failed",
            r#"flow:"move files" tag:cryo role:owner quota"#,
        ] {
            assert!(holds(good), "{good}");
        }
        for bad in [
            "day",
            "status:done",
            "label:quota",
            "tag:nightly",
            "role:monitor",
        ] {
            assert!(!holds(bad), "{bad}");
        }
    }
}
