//! Transfers and deletions that have not ended, and those that ended since the last look.

use globus_app::{Error, Task, TaskFilter, TaskStatus};
use uuid::Uuid;

use super::{needs_you::needs_you, row::task_row, view::TransferRow};
use crate::{clients::Clients, read::MAX_ROWS, status::totals::Totals};

/// As many ids as an address has room for.
const IDS: usize = 50;

/// A task as it is now.
#[derive(Clone, Debug)]
pub struct TaskNow {
    /// As lists show it.
    pub row: TransferRow,
    /// Whether it needs you.
    pub needs_you: bool,
    /// The collections that it reads and writes, each once.
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

/// Every task that has not ended, newest first.
///
/// # Errors
/// When Transfer does not answer.
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

/// What became of tasks that are live no more.
#[derive(Debug, Default)]
pub struct GoneTasks {
    /// How they are now.
    pub found: Vec<TaskNow>,
    /// Those that could not be asked for now; the others are gone for good.
    pub unread: Vec<Uuid>,
}

/// Asks what became of these tasks, many at a time.
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
