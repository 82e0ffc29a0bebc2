//! Reads go straight to the bound clients.

use tauri::State;

use crate::{
    controller::Controller,
    flows::{
        self,
        view::{FlowList, FlowQuery},
    },
    place::Place,
    problem::view::Problem,
    runs::{
        self,
        view::{RunList, RunQuery},
    },
    transfers::{
        self,
        view::{TransferList, TransferQuery},
    },
    work::{Shown, Watch},
};

/// The first rows of the flows; from now on they are read again every 20 s.
#[tauri::command]
#[specta::specta]
pub async fn list_flows(
    controller: State<'_, Controller>,
    watch: State<'_, Watch>,
    query: FlowQuery,
) -> Result<FlowList, Problem> {
    watch.show(Shown::Flows(query.clone()));
    let list = flows::read::flows(controller.clients(), &query).await;
    controller.answer(Place::Flows, list)
}

/// The first rows of the tasks; from now on they are read again every 20 s.
#[tauri::command]
#[specta::specta]
pub async fn list_transfers(
    controller: State<'_, Controller>,
    watch: State<'_, Watch>,
    query: TransferQuery,
) -> Result<TransferList, Problem> {
    watch.show(Shown::Transfers(query.clone()));
    let list = transfers::list::transfers(controller.clients(), &query).await;
    controller.answer(Place::Transfers, list)
}

/// The first rows of the runs; from now on they are read again every 20 s.
#[tauri::command]
#[specta::specta]
pub async fn list_runs(
    controller: State<'_, Controller>,
    watch: State<'_, Watch>,
    query: RunQuery,
) -> Result<RunList, Problem> {
    watch.show(Shown::Runs(query.clone()));
    let list = runs::list::runs(controller.clients(), &query).await;
    controller.answer(Place::Runs, list)
}

/// No list is on the screen: stop reading.
#[tauri::command]
#[specta::specta]
pub fn leave_list(watch: State<'_, Watch>) {
    watch.show(Shown::Nothing);
}
