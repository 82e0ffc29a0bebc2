//! Reads what is on the screen again and again, and tells the window what it holds now.

use std::sync::Arc;

use tokio::{sync::watch, time::timeout};

use super::Shown;
use crate::{
    controller::Controller,
    desktop::{Desktop, news::News},
    flows::{self, view::FlowsRefreshed},
    place::Place,
    problem::view::Problem,
    runs::{
        self,
        view::{RunRefreshed, RunsRefreshed},
    },
    settings::store::SettingsStore,
    transfers::{self, detail_view::TransferRefreshed, view::TransfersRefreshed},
};

pub(super) async fn run(
    mut changed: watch::Receiver<Shown>,
    controller: Controller,
    desktop: Arc<dyn Desktop>,
    settings: SettingsStore,
) {
    loop {
        let interval = changed
            .borrow_and_update()
            .interval(settings.current().choices.updates);
        match timeout(interval, changed.changed()).await {
            // The window just read it itself: the interval begins anew.
            Ok(Ok(())) => continue,
            Ok(Err(_the_app_ends)) => return,
            Err(_elapsed) => {}
        }
        if controller.clients().is_none() {
            continue;
        }
        let shown = changed.borrow().clone();
        if let Some(news) = read(&controller, shown).await {
            desktop.tell(news);
        }
    }
}

/// What is shown, as it is now.
async fn read(controller: &Controller, shown: Shown) -> Option<News> {
    let clients = controller.clients();
    let news = match shown {
        Shown::Nothing => return None,
        Shown::Flows(query) => {
            let (list, problem) =
                split(controller.answer(Place::Flows, flows::read::flows(clients, &query).await));
            News::of(&FlowsRefreshed {
                query,
                list,
                problem,
            })
        }
        Shown::Runs(query) => {
            let (list, problem) =
                split(controller.answer(Place::Runs, runs::list::runs(clients, &query).await));
            News::of(&RunsRefreshed {
                query,
                list,
                problem,
            })
        }
        Shown::Run(id) => {
            let (run, problem) = split(controller.answer(
                Place::Run { id: id.clone() },
                runs::detail::run(clients, &id).await,
            ));
            News::of(&RunRefreshed { id, run, problem })
        }
        Shown::Transfers(query) => {
            let (list, problem) = split(controller.answer(
                Place::Transfers,
                transfers::list::transfers(clients, &query).await,
            ));
            News::of(&TransfersRefreshed {
                query,
                list,
                problem,
            })
        }
        Shown::Transfer(id) => {
            let (transfer, problem) = split(controller.answer(
                Place::Transfer { id: id.clone() },
                transfers::detail::transfer(clients, &id).await,
            ));
            News::of(&TransferRefreshed {
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
