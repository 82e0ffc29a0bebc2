//! Commands for the lists of flows, runs and transfers.

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

/// Returns the first rows of the list of flows, which then refreshes every 20 s.
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

/// Returns the first rows of the list of transfers, which then refreshes every 20 s.
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

/// Returns the first rows of the list of runs, which then refreshes every 20 s.
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

/// Stops refreshing, because no list is on the screen.
#[tauri::command]
#[specta::specta]
pub fn leave_list(watch: State<'_, Watch>) {
    watch.show(Shown::Nothing);
}
