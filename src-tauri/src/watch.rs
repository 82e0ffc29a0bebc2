//! Reads what is on the screen again and again, and says what it holds now.

use std::{sync::Arc, time::Duration};

use tokio::{sync::watch, time::timeout};

use crate::{
    controller::{Clients, Controller},
    desktop::{Desktop, News},
    reads,
    view::{
        Attention, FlowQuery, FlowsRefreshed, Problem, RunQuery, RunRefreshed, RunsRefreshed,
        TransferQuery, TransferRefreshed, TransfersRefreshed,
    },
};

/// Between two readings of a visible list.
const LIST_INTERVAL: Duration = Duration::from_secs(20);

/// Between two readings of what is open.
const DETAIL_INTERVAL: Duration = Duration::from_secs(5);

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing that changes.
    Nothing,
    /// The flows.
    Flows(FlowQuery),
    /// The runs.
    Runs(RunQuery),
    /// A run, by its UUID.
    Run(String),
    /// The tasks.
    Transfers(TransferQuery),
    /// A task, by its UUID.
    Transfer(String),
}

impl Shown {
    fn interval(&self) -> Duration {
        match self {
            Self::Run(_) | Self::Transfer(_) => DETAIL_INTERVAL,
            _ => LIST_INTERVAL,
        }
    }
}

/// Where the window says what it shows.
#[derive(Clone, Debug)]
pub struct Watch {
    shown: Arc<watch::Sender<Shown>>,
}

impl Watch {
    /// Starts watching; nothing is shown yet.
    pub fn start(controller: Controller, desktop: Arc<dyn Desktop>) -> Self {
        let (shown, changed) = watch::channel(Shown::Nothing);
        tauri::async_runtime::spawn(run(changed, controller, desktop));
        Self {
            shown: Arc::new(shown),
        }
    }

    /// The window shows this now, freshly read.
    pub fn show(&self, shown: Shown) {
        self.shown.send_replace(shown);
    }

    /// What is known now.
    pub fn attention(&self) -> Attention {
        Attention::default()
    }
}

async fn run(
    mut changed: watch::Receiver<Shown>,
    controller: Controller,
    desktop: Arc<dyn Desktop>,
) {
    loop {
        let interval = changed.borrow_and_update().interval();
        match timeout(interval, changed.changed()).await {
            // The window just read it itself: the interval begins anew.
            Ok(Ok(())) => continue,
            Ok(Err(_the_app_ends)) => return,
            Err(_elapsed) => {}
        }
        let clients = controller.clients();
        if clients.is_none() {
            continue;
        }
        let shown = changed.borrow().clone();
        if let Some(news) = read(clients, shown).await {
            desktop.tell(news);
        }
    }
}

/// What is shown, as it is now.
async fn read(clients: Option<Clients>, shown: Shown) -> Option<News> {
    let news = match shown {
        Shown::Nothing => return None,
        Shown::Flows(query) => {
            let (list, problem) = split(reads::flows(clients, &query).await);
            News::Flows(FlowsRefreshed {
                query,
                list,
                problem,
            })
        }
        Shown::Runs(query) => {
            let (list, problem) = split(reads::runs(clients, &query).await);
            News::Runs(RunsRefreshed {
                query,
                list,
                problem,
            })
        }
        Shown::Run(id) => {
            let (run, problem) = split(reads::run(clients, &id).await);
            News::Run(RunRefreshed { id, run, problem })
        }
        Shown::Transfers(query) => {
            let (list, problem) = split(reads::transfers(clients, &query).await);
            News::Transfers(TransfersRefreshed {
                query,
                list,
                problem,
            })
        }
        Shown::Transfer(id) => {
            let (transfer, problem) = split(reads::transfer(clients, &id).await);
            News::Transfer(TransferRefreshed {
                id,
                transfer,
                problem,
            })
        }
    };
    Some(news)
}

fn split<T>(outcome: Result<T, Problem>) -> (Option<T>, Option<Problem>) {
    match outcome {
        Ok(value) => (Some(value), None),
        Err(error) => (None, Some(error)),
    }
}
