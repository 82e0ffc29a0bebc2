//! Commands for the lists of flows, runs and transfers.

use tauri::State;

use crate::{
    flows::view::{FlowList, FlowQuery},
    problem::view::Problem,
    runs::view::{RunList, RunQuery},
    transfers::view::{TransferList, TransferQuery},
    work::Work,
};

/// Returns the first rows of the list of flows.
#[tauri::command]
#[specta::specta]
pub async fn list_flows(work: State<'_, Work>, query: FlowQuery) -> Result<FlowList, Problem> {
    work.flows(query).await
}

/// Returns the first rows of the list of transfers.
#[tauri::command]
#[specta::specta]
pub async fn list_transfers(
    work: State<'_, Work>,
    query: TransferQuery,
) -> Result<TransferList, Problem> {
    work.transfers(query).await
}

/// Returns the first rows of the list of runs.
#[tauri::command]
#[specta::specta]
pub async fn list_runs(work: State<'_, Work>, query: RunQuery) -> Result<RunList, Problem> {
    work.runs(query).await
}
