//! Unfinished transfers and deletions, and those that ended since the last check.

use globus_app::{Error, Task, TaskFilter, TaskStatus};
use uuid::Uuid;

use super::{needs_you::needs_you, row::task_row, view::TransferRow};
use crate::{clients::Clients, read::MAX_ROWS, status::totals::Totals};

/// How many IDs fit in a URL.
const IDS: usize = 50;

/// The current state of a task.
#[derive(Clone, Debug)]
pub struct TaskNow {
    /// The row that lists show.
    pub row: TransferRow,
    /// Whether it needs you.
    pub needs_you: bool,
    /// The collections that it reads from and writes to, each once.
    pub collections: Vec<Uuid>,
}

impl TaskNow {
    fn of(task: &Task, totals: &Totals) -> Self {
        let sides = [task.source_endpoint_id, task.destination_endpoint_id];
        let mut collections: Vec<_> = sides.into_iter().flatten().collect();
        collections.dedup();
        Self {
            row: task_row(task, totals),
            needs_you: needs_you(task),
            collections,
        }
    }
}

/// Reads all unfinished tasks, newest first.
///
/// # Errors
/// If Transfer can't return them.
pub async fn live_tasks(clients: &Clients) -> Result<Vec<TaskNow>, Error> {
    let request = clients
        .transfer
        .task_list()
        .filter(TaskFilter::new().statuses([TaskStatus::Active, TaskStatus::Inactive]))
        .order_by("request_time DESC")
        .limit(MAX_ROWS.into());
    let page = request.send().await?;
    Ok(page
        .tasks
        .iter()
        .map(|task| TaskNow::of(task, &clients.totals))
        .collect())
}

/// What happened to tasks that are no longer live.
#[derive(Debug, Default)]
pub struct GoneTasks {
    /// Their current state.
    pub found: Vec<TaskNow>,
    /// The tasks that couldn't be read now. All others that are missing have been deleted.
    pub unread: Vec<Uuid>,
}

/// Finds out what happened to these tasks, many per request.
pub async fn gone_tasks(clients: &Clients, gone: &[Uuid]) -> GoneTasks {
    let mut found = GoneTasks::default();
    for ids in gone.chunks(IDS) {
        let filter = TaskFilter::new().task_ids(ids.iter().copied());
        let request = clients.transfer.task_list().filter(filter);
        match request.limit(IDS as u64).send().await {
            Ok(page) => found.found.extend(
                page.tasks
                    .iter()
                    .map(|task| TaskNow::of(task, &clients.totals)),
            ),
            Err(_) => found.unread.extend(ids),
        }
    }
    found
}
