//! One look at what is under way, or waits for the person.

use std::collections::BTreeMap;

use futures::future;
use globus_app::{Error, Run, RunRole, RunStatus, Task, TransferScopes};
use uuid::Uuid;

use super::{
    attention::{Attention, Item},
    changes::Known,
};
use crate::{
    clients::Clients, place::Place, runs::row::run_row, status::StatusKey, time::millis,
    transfers::row::task_row,
};

/// The most of each that one look reads: more than a person follows at once.
const MOST: u32 = 100;

/// The most of what ended since the last look that is asked for one by one.
const ENDED: usize = 20;

/// All that a person may have to do with.
const ROLES: [RunRole; 3] = [RunRole::Owner, RunRole::Manager, RunRole::Monitor];

/// What was seen.
#[expect(clippy::struct_excessive_bools, reason = "separate facts of one look")]
#[derive(Clone, Debug, Default)]
pub(super) struct Looked {
    /// By a key that stays the same while it goes on.
    pub(super) items: BTreeMap<String, Item>,
    /// What was under way before and ended since.
    pub(super) ended: BTreeMap<String, Item>,
    /// Whether runs, and whether tasks, could be read.
    pub(super) runs_read: bool,
    pub(super) tasks_read: bool,
    /// Whether something could not be read.
    pub(super) failed: bool,
    pub(super) offline: bool,
    pub(super) missing_scope: bool,
}

pub(super) async fn look(clients: &Clients, known: &Known) -> Looked {
    let runs = clients
        .flows
        .list_runs()
        .filter_roles(ROLES)
        .filter_status([RunStatus::Active, RunStatus::Inactive])
        .order_by("start_time DESC")
        .per_page(MOST);
    let tasks = clients
        .transfer
        .task_list()
        .filter("status:ACTIVE,INACTIVE")
        .order_by("request_time DESC")
        .limit(MOST.into());
    let (runs, tasks) = future::join(runs.send(), tasks.send()).await;
    let mut looked = Looked::default();
    match runs {
        Ok(page) => {
            looked.runs_read = true;
            looked.items.extend(page.runs.iter().map(of_run));
        }
        Err(error) => looked.note(&error),
    }
    match tasks {
        Ok(page) => {
            looked.tasks_read = true;
            let tasks = page.tasks.iter();
            looked
                .items
                .extend(tasks.map(|task| of_task(clients, task)));
        }
        // Without transfers among what is asked for, there are none to look at.
        Err(Error::LoginRequired { .. }) if !clients.requirements.has(&TransferScopes::ALL) => {}
        Err(error) => looked.note(&error),
    }
    looked.ask_what_ended(clients, known).await;
    looked
}

impl Looked {
    fn note(&mut self, error: &Error) {
        self.failed = true;
        match error {
            Error::Network { .. } | Error::Proxy { .. } => self.offline = true,
            Error::LoginRequired { .. } | Error::TokenValidation(_) => self.missing_scope = true,
            _ => {}
        }
    }

    async fn ask_what_ended(&mut self, clients: &Clients, known: &Known) {
        let gone: Vec<_> = known
            .live()
            .filter(|(key, place)| {
                !self.items.contains_key(*key)
                    && match place {
                        Place::Run { .. } => self.runs_read,
                        _ => self.tasks_read,
                    }
            })
            .map(|(_, place)| place.clone())
            .take(ENDED)
            .collect();
        for place in gone {
            let item = match &place {
                Place::Run { id } => run(clients, id).await,
                Place::Transfer { id } => task(clients, id).await,
                _ => None,
            };
            self.ended.extend(item);
        }
    }

    /// What is to be shown; what could not be read stays as it was.
    pub(super) fn attention(&self, before: &Attention) -> Attention {
        if self.failed && !self.runs_read && !self.tasks_read {
            return Attention {
                offline: self.offline,
                missing_scope: self.missing_scope,
                ..before.clone()
            };
        }
        let (needs_you, active): (Vec<_>, Vec<_>) = self
            .newest()
            .into_iter()
            .partition(|item| item.status.key == StatusKey::NeedsYou);
        let count = |is: fn(&Place) -> bool| {
            let count = active.iter().filter(|item| is(&item.place)).count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        Attention {
            active_runs: count(|place| matches!(place, Place::Run { .. })),
            active_transfers: count(|place| matches!(place, Place::Transfer { .. })),
            needs_you,
            missing_scope: self.missing_scope,
            offline: self.offline,
            checked_at: Some(millis(jiff::Timestamp::now())),
            active,
        }
    }

    fn newest(&self) -> Vec<Item> {
        let mut items: Vec<_> = self.items.values().cloned().collect();
        items.sort_by_key(|item| std::cmp::Reverse(item.since));
        items
    }
}

async fn run(clients: &Clients, id: &str) -> Option<(String, Item)> {
    let run = clients.flows.get_run(&Uuid::parse_str(id).ok()?).await;
    run.ok().as_ref().map(of_run)
}

async fn task(clients: &Clients, id: &str) -> Option<(String, Item)> {
    let task = clients.transfer.get_task(&Uuid::parse_str(id).ok()?).await;
    task.ok().map(|task| of_task(clients, &task))
}

fn of_run(run: &Run) -> (String, Item) {
    let row = run_row(run);
    let title = [&row.label, &row.flow_title]
        .into_iter()
        .find(|name| !name.is_empty());
    let item = Item {
        title: title.cloned().unwrap_or_else(|| "A run".into()),
        status: row.status,
        progress: row.step,
        since: row.started_at,
        place: Place::Run { id: row.id.clone() },
    };
    (format!("run {}", row.id), item)
}

fn of_task(clients: &Clients, task: &Task) -> (String, Item) {
    let row = task_row(task, &clients.totals);
    let sides = || match &row.to {
        Some(to) => format!("{} → {to}", row.from).into(),
        None => row.from.clone(),
    };
    let item = Item {
        title: row.label.clone().unwrap_or_else(sides),
        status: row.status,
        progress: row.progress.map(|progress| progress.text),
        since: row.requested_at,
        place: Place::Transfer { id: row.id.clone() },
    };
    (format!("task {}", row.id), item)
}
