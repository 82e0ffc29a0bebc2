//! Reads what is on the screen again and again, and tells the window what it holds now.

use std::sync::Arc;

use tokio::{sync::watch, time::timeout};

use super::Shown;
use crate::{
    clients::Clients,
    controller::Controller,
    desktop::{Desktop, News},
    flows::{self, view::FlowsRefreshed},
    problem::view::Problem,
    runs::{
        self,
        view::{RunRefreshed, RunsRefreshed},
    },
    settings::file::SettingsFile,
    transfers::{self, detail_view::TransferRefreshed, view::TransfersRefreshed},
};

pub(super) async fn run(
    mut changed: watch::Receiver<Shown>,
    controller: Controller,
    desktop: Arc<dyn Desktop>,
    settings: SettingsFile,
) {
    loop {
        let interval = changed
            .borrow_and_update()
            .interval(settings.load().updates);
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
            let (list, problem) = split(flows::read::flows(clients, &query).await);
            News::Flows(FlowsRefreshed {
                query,
                list,
                problem,
            })
        }
        Shown::Runs(query) => {
            let (list, problem) = split(runs::list::runs(clients, &query).await);
            News::Runs(RunsRefreshed {
                query,
                list,
                problem,
            })
        }
        Shown::Run(id) => {
            let (run, problem) = split(runs::detail::run(clients, &id).await);
            News::Run(RunRefreshed { id, run, problem })
        }
        Shown::Transfers(query) => {
            let (list, problem) = split(transfers::list::transfers(clients, &query).await);
            News::Transfers(TransfersRefreshed {
                query,
                list,
                problem,
            })
        }
        Shown::Transfer(id) => {
            let (transfer, problem) = split(transfers::detail::transfer(clients, &id).await);
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
