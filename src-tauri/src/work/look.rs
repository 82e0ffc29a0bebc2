//! Checks one kind of work.

use std::{collections::BTreeSet, time::Duration};

use globus_app::{Error, TransferScopes};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    attention::Item,
    changes::{Ended, Live, Seen},
    kind::Kind,
};
use crate::{
    access::missing::{Missing, missing},
    clients::Clients,
    place::{AccessTab, Place},
    problem::{self, view::Problem},
    read::{FLOWS, TRANSFER},
    runs::live::{RunNow, gone_runs, live_runs},
    status::{Status, StatusKey},
    text::Text,
    time::millis,
    transfers::live::{TaskNow, gone_tasks, live_tasks},
};

/// The outcome of a check.
#[derive(Debug)]
pub(super) struct Looked {
    pub(super) kind: Kind,
    pub(super) outcome: Result<Seen, Unread>,
    /// Whether Globus could be reached. None if no request was made.
    pub(super) is_reached: Option<bool>,
}

/// Why a check failed.
#[derive(Debug)]
pub(super) struct Unread {
    /// The reason in one sentence.
    pub(super) why: Text,
    pub(super) because: Because,
}

/// The kind of reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Because {
    /// Globus can't be reached.
    Offline,
    /// A permission is missing.
    Locked,
    /// Any other reason.
    Other,
}

/// Checks `kind`. `known` has the IDs of what was unfinished at the last check.
pub(super) async fn look(clients: Clients, kind: Kind, known: BTreeSet<String>) -> Looked {
    let outcome = match kind {
        Kind::Runs => runs(&clients, known).await,
        // The account doesn't use transfers.
        Kind::Transfers if !clients.requirements.has(&TransferScopes::ALL) => Ok(Seen::default()),
        Kind::Transfers => transfers(&clients, known).await,
        Kind::Permissions => permissions(&clients).await,
    };
    let is_reached = match &outcome {
        Err(unread) if unread.because == Because::Offline => Some(false),
        Err(unread) if unread.because == Because::Locked => None,
        _ if kind == Kind::Permissions => None,
        _ => Some(true),
    };
    Looked {
        kind,
        outcome,
        is_reached,
    }
}

async fn runs(clients: &Clients, mut gone: BTreeSet<String>) -> Result<Seen, Unread> {
    let live = live_runs(clients).await;
    let live = live.map_err(|error| Unread::of(FLOWS, &error))?;
    gone.retain(|id| live.runs.iter().all(|run| run.row.id != *id));
    let became = gone_runs(clients, ids(&gone).collect()).await;
    let mut seen = Seen::default();
    seen.add(live.runs.iter().chain(&became.found).map(of_run));
    seen.unread = became.unread.iter().map(Uuid::to_string).collect();
    Ok(seen)
}

async fn transfers(clients: &Clients, mut gone: BTreeSet<String>) -> Result<Seen, Unread> {
    let live = live_tasks(clients).await;
    let live = live.map_err(|error| Unread::of(TRANSFER, &error))?;
    gone.retain(|id| live.iter().all(|task| task.row.id != *id));
    let became = gone_tasks(clients, &ids(&gone).collect::<Vec<_>>()).await;
    let mut seen = Seen::default();
    seen.add(live.iter().chain(&became.found).map(of_task));
    seen.unread = became.unread.iter().map(Uuid::to_string).collect();
    Ok(seen)
}

async fn permissions(clients: &Clients) -> Result<Seen, Unread> {
    let missing = missing(clients).await.map_err(Unread::of_problem)?;
    let mut seen = Seen::default();
    match (missing.count, missing.problem.clone()) {
        // There may be missing permissions all the same.
        (0, Some(problem)) => return Err(Unread::of_problem(problem)),
        (0, None) => {}
        _ => {
            let live = Live {
                item: of_missing(&missing),
                needs_you: true,
                is_yours: true,
                uses: Vec::new(),
            };
            seen.live.insert("permissions".to_owned(), live);
        }
    }
    Ok(seen)
}

fn ids(texts: &BTreeSet<String>) -> impl Iterator<Item = Uuid> {
    texts.iter().filter_map(|id| Uuid::parse_str(id).ok())
}

/// Something that was read, unfinished or ended.
struct Now {
    id: String,
    live: Live,
    ended_at: Option<u64>,
}

impl Seen {
    fn add(&mut self, all: impl Iterator<Item = Now>) {
        for Now { id, live, ended_at } in all {
            if live.item.status.key.is_live() == Some(false) {
                self.ended.push(Ended {
                    took: took(live.item.since, ended_at),
                    is_yours: live.is_yours,
                    item: live.item,
                });
            } else {
                self.live.insert(id, live);
            }
        }
    }
}

/// How long it took. Without an end, until now.
fn took(since: Option<u64>, until: Option<u64>) -> Duration {
    let until = until.unwrap_or_else(|| millis(Timestamp::now()));
    Duration::from_millis(since.map_or(0, |since| until.saturating_sub(since)))
}

fn of_run(run: &RunNow) -> Now {
    let row = &run.row;
    let mut names = [&row.label, &row.flow_title].into_iter();
    let title = names.find(|name| !name.is_empty());
    let item = Item {
        title: title.cloned().unwrap_or_else(|| "A run".into()),
        status: row.status.clone(),
        progress: row.step.clone(),
        since: row.started_at,
        place: Place::Run { id: row.id.clone() },
    };
    Now {
        id: row.id.clone(),
        live: Live {
            item,
            needs_you: run.needs_you,
            is_yours: run.is_yours,
            uses: Uuid::parse_str(&row.flow_id).into_iter().collect(),
        },
        ended_at: row.completed_at,
    }
}

fn of_task(task: &TaskNow) -> Now {
    let row = &task.row;
    let sides = || match &row.to {
        Some(to) => format!("{} → {to}", row.from).into(),
        None => row.from.clone(),
    };
    let item = Item {
        title: row.label.clone().unwrap_or_else(sides),
        status: row.status.clone(),
        progress: row.progress.as_ref().map(|progress| progress.text.clone()),
        since: row.requested_at,
        place: Place::Transfer { id: row.id.clone() },
    };
    Now {
        id: row.id.clone(),
        live: Live {
            item,
            needs_you: task.needs_you,
            is_yours: true,
            uses: task.collections.clone(),
        },
        ended_at: row.completed_at,
    }
}

fn of_missing(missing: &Missing) -> Item {
    let (title, place) = match missing.count {
        _ if missing.has_ended => ("Sign in again".into(), Place::Accounts),
        1 => ("A permission is missing".into(), scopes()),
        many => (format!("{many} permissions are missing").into(), scopes()),
    };
    Item {
        place,
        title,
        status: Status {
            key: StatusKey::NeedsYou,
            word: "Until this is fixed, Meridian can't see all of your runs and transfers.".into(),
        },
        progress: None,
        since: None,
    }
}

fn scopes() -> Place {
    Place::Access {
        tab: AccessTab::Scopes,
    }
}

impl Unread {
    fn of(service: &str, error: &Error) -> Self {
        Self {
            why: problem::calls::of_call(service, error).what,
            because: match error {
                Error::Network { .. } | Error::Proxy { .. } => Because::Offline,
                Error::LoginRequired { .. } | Error::TokenValidation(_) => Because::Locked,
                _ => Because::Other,
            },
        }
    }

    fn of_problem(problem: Problem) -> Self {
        Self {
            why: problem.what,
            because: Because::Other,
        }
    }
}
