//! Reads the list of runs from Globus Flows.

use std::pin::pin;

use futures::{TryStreamExt, future};
use globus_app::{Error, ListRuns, Principal, Run, RunRole, RunStatus};
use uuid::Uuid;

use super::{
    live::{ROLES, live_runs},
    needs_you::Questions,
    row::run_row,
    view::{RunList, RunQuery, RunRow, RunView},
};
use crate::{
    clients::Clients,
    problem::refused::Refused,
    read::{FLOWS, MAX_ROWS, each_once, id, signed_in},
    status::StatusKey,
    terms::{Terms, terms},
    time::millis,
};

const RUNS_PER_PAGE: u32 = 100;

terms!(
    /// The terms of the filter for runs.
    RunTerm {
        Status = "status", "failed";
        Label = "label", "nightly";
        Flow = "flow", r#""Move files""#;
        Tag = "tag", "cryoem";
        Role = "role", "owner";
        Since = "since", "7d";
    }
);

/// The loaded rows, before the filter text is applied.
struct Loaded {
    rows: Vec<RunRow>,
    /// How many runs were checked.
    count: usize,
    more: bool,
}

/// Reads runs, newest first.
pub async fn runs(clients: Option<Clients>, query: &RunQuery) -> Result<RunList, Refused> {
    let clients = signed_in(clients, FLOWS)?;
    let wanted = query.limit.clamp(1, MAX_ROWS) as usize;
    let now = jiff::Timestamp::now();
    let terms = Terms::of(&query.text);
    let since = terms.since(RunTerm::Since, now)?.map(millis);
    let flow = query.flow_id.as_deref().map(id).transpose()?;
    let refused = |error| Refused::of_read(FLOWS, &error);
    let loaded = match query.view {
        RunView::NeedsYou => live(&clients, flow, true, wanted).await,
        RunView::Active => live(&clients, flow, false, wanted).await,
        RunView::All | RunView::Failed | RunView::Mine | RunView::Shared => {
            let request = filtered(clients.flows.list_runs(), query.view, flow);
            listed(&clients, request, query.view, wanted).await
        }
    };
    let loaded = loaded.map_err(refused)?;
    let mut rows: Vec<_> = loaded
        .rows
        .into_iter()
        .filter(|row| since.is_none_or(|since| row.started_at >= Some(since)))
        .filter(|row| holds(row, &terms))
        .collect();
    each_once(&mut rows, |row| &row.id);
    Ok(RunList {
        rows,
        terms: terms.in_use(),
        loaded: u32::try_from(loaded.count).unwrap_or(u32::MAX),
        more: loaded.more,
        fetched_at: millis(now),
    })
}

/// The unfinished runs, either those that need you or the others. The badge counts the same ones.
async fn live(
    clients: &Clients,
    flow: Option<Uuid>,
    needs_you: bool,
    wanted: usize,
) -> Result<Loaded, Error> {
    let live = live_runs(clients).await?;
    let flow = flow.map(|flow| flow.to_string());
    let mut rows: Vec<_> = live
        .runs
        .into_iter()
        .filter(|run| run.needs_you == needs_you)
        .map(|run| run.row)
        .filter(|row| flow.as_ref().is_none_or(|flow| row.flow_id == *flow))
        .collect();
    let more = live.more || rows.len() > wanted;
    rows.truncate(wanted);
    Ok(Loaded {
        count: rows.len(),
        rows,
        more,
    })
}

/// Reads page after page until there are enough rows.
async fn listed(
    clients: &Clients,
    request: ListRuns,
    view: RunView,
    wanted: usize,
) -> Result<Loaded, Error> {
    let request = request.order_by("start_time DESC").per_page(RUNS_PER_PAGE);
    let found = async {
        let mut pages = pin!(request.pages());
        let (mut found, mut more) = (Vec::new(), true);
        while more && found.len() < wanted {
            let page = pages.try_next().await?;
            more = page.as_ref().is_some_and(|page| page.has_next_page);
            found.extend(page.into_iter().flat_map(|page| page.runs));
        }
        more |= found.len() > wanted;
        found.truncate(wanted);
        Ok((found, more))
    };
    let (questions, (found, more)) = future::try_join(Questions::read(clients), found).await?;
    let me = clients.identity_id.as_deref();
    let rows = found
        .iter()
        .filter(|run| view != RunView::Shared || !is_mine(run, me))
        .map(|run| run_row(run, &questions));
    Ok(Loaded {
        rows: rows.collect(),
        count: found.len(),
        more,
    })
}

/// Lets the service apply the filters that it supports.
fn filtered(request: ListRuns, view: RunView, flow: Option<Uuid>) -> ListRuns {
    let request = request.filter_flow_id(&flow);
    match view {
        RunView::Mine => request.filter_roles([RunRole::Owner]),
        RunView::Failed => request
            .filter_roles(ROLES)
            .filter_status([RunStatus::Failed]),
        _ => request.filter_roles(ROLES),
    }
}

fn is_mine(run: &Run, me: Option<&str>) -> bool {
    run.user_roles.contains(&RunRole::Owner)
        || run
            .run_owner
            .as_ref()
            .and_then(Principal::identity)
            .is_some_and(|owner| Some(owner.to_string().as_str()) == me)
}

/// The service can't search these fields, so search the loaded rows.
fn holds(row: &RunRow, terms: &Terms<RunTerm>) -> bool {
    let has = |text: &str, part: &str| text.to_lowercase().contains(part);
    let tagged = |part: &str| row.tags.iter().any(|tag| has(tag, part));
    let text = terms.text.to_lowercase();
    let texts = [&row.label, &row.flow_title, &row.status.word];
    (texts.into_iter().any(|found| has(found, &text)) || tagged(&text))
        && terms.found.iter().all(|found| {
            let part = found.value.as_str();
            match found.term {
                RunTerm::Status => {
                    let needs_you = row.status.key == StatusKey::NeedsYou;
                    needs_you && "needs you".contains(part) || has(&row.status.word, part)
                }
                RunTerm::Label => has(&row.label, part),
                RunTerm::Flow => has(&row.flow_title, part),
                RunTerm::Tag => tagged(part),
                RunTerm::Role => has(&row.role, part),
                // Compared as a time elsewhere.
                RunTerm::Since => true,
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::status::Status;

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
        let waiting = RunRow {
            status: Status {
                key: StatusKey::NeedsYou,
                word: "Waiting for an answer".into(),
            },
            ..row.clone()
        };
        let needs_you = Terms::of("status:needs");
        assert!(super::holds(&waiting, &needs_you) && !super::holds(&row, &needs_you));
        let holds = |text: &str| holds(&row, &Terms::of(text));
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
