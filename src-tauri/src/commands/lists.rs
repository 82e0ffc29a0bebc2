//! Lists, as the window reads them; what is on the screen is read again for it.

use tauri::State;

use crate::{
    flows::view::{FlowList, FlowQuery},
    problem::view::Problem,
    runs::view::{RunList, RunQuery},
    transfers::view::{TransferList, TransferQuery},
    work::Work,
};

/// The first rows of the flows.
#[tauri::command]
#[specta::specta]
pub async fn list_flows(work: State<'_, Work>, query: FlowQuery) -> Result<FlowList, Problem> {
    work.flows(query).await
}

/// The first rows of the transfers and deletions.
#[tauri::command]
#[specta::specta]
pub async fn list_transfers(
    work: State<'_, Work>,
    query: TransferQuery,
) -> Result<TransferList, Problem> {
    work.transfers(query).await
}

/// The first rows of the runs.
#[tauri::command]
#[specta::specta]
pub async fn list_runs(work: State<'_, Work>, query: RunQuery) -> Result<RunList, Problem> {
    work.runs(query).await
}
