//! Reads the list that is on the screen again and again, and says what it holds now.

use std::{sync::Arc, time::Duration};

use tokio::{sync::watch, time::timeout};

use crate::{
    controller::Controller,
    desktop::Desktop,
    lists,
    view::{FlowQuery, FlowsRefreshed, TransferQuery, TransfersRefreshed},
};

/// Between two readings of a visible list.
const INTERVAL: Duration = Duration::from_secs(20);

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// No list.
    Nothing,
    /// The flows.
    Flows(FlowQuery),
    /// The tasks.
    Transfers(TransferQuery),
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
}

async fn run(
    mut changed: watch::Receiver<Shown>,
    controller: Controller,
    desktop: Arc<dyn Desktop>,
) {
    loop {
        match timeout(INTERVAL, changed.changed()).await {
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
        match shown {
            Shown::Nothing => {}
            Shown::Flows(query) => {
                let outcome = lists::flows(clients, &query).await;
                let (list, problem) = split(outcome);
                desktop.flows_refreshed(&FlowsRefreshed {
                    query,
                    list,
                    problem,
                });
            }
            Shown::Transfers(query) => {
                let outcome = lists::transfers(clients, &query).await;
                let (list, problem) = split(outcome);
                desktop.transfers_refreshed(&TransfersRefreshed {
                    query,
                    list,
                    problem,
                });
            }
        }
    }
}

fn split<T, E>(outcome: Result<T, E>) -> (Option<T>, Option<E>) {
    match outcome {
        Ok(value) => (Some(value), None),
        Err(error) => (None, Some(error)),
    }
}
