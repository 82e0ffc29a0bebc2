//! Commands for a single flow, run or transfer.

use tauri::State;

use crate::{
    controller::{Controller, sheet::Action},
    flows::{self, view::FlowDetail},
    place::Place,
    problem::view::Problem,
    runs::{
        self,
        view::{Person, RunDetail, RunLog},
    },
    transfers::{
        self,
        detail_view::{CopiedFiles, SkippedFiles, TaskEvents, TransferDetail},
    },
    work::Work,
};

/// Returns the details of a flow.
#[tauri::command]
#[specta::specta]
pub async fn read_flow(
    controller: State<'_, Controller>,
    id: String,
) -> Result<FlowDetail, Problem> {
    let read = flows::read::flow(controller.clients(), &id).await;
    controller.answer(Place::Flow { id }, read)
}

/// Returns the details of a run.
#[tauri::command]
#[specta::specta]
pub async fn read_run(work: State<'_, Work>, id: String) -> Result<RunDetail, Problem> {
    work.run(id).await
}

/// Returns the first `limit` entries of a run's log.
#[tauri::command]
#[specta::specta]
pub async fn read_run_log(
    controller: State<'_, Controller>,
    id: String,
    limit: u32,
) -> Result<RunLog, Problem> {
    let read = runs::detail::run_log(controller.clients(), &id, limit).await;
    controller.answer(Place::Run { id }, read)
}

/// Finds a person or group by username or ID, to add them to a run.
#[tauri::command]
#[specta::specta]
pub async fn find_person(
    controller: State<'_, Controller>,
    text: String,
) -> Result<Person, Problem> {
    let found = runs::people::find_person(controller.clients(), &text).await;
    controller.answer(Action::FindPeople, found)
}

/// Returns the details of a transfer or deletion.
#[tauri::command]
#[specta::specta]
pub async fn read_transfer(work: State<'_, Work>, id: String) -> Result<TransferDetail, Problem> {
    work.transfer(id).await
}

/// Returns the newest `limit` events of a task.
#[tauri::command]
#[specta::specta]
pub async fn read_task_events(
    controller: State<'_, Controller>,
    id: String,
    limit: u32,
    errors_only: bool,
) -> Result<TaskEvents, Problem> {
    let read = transfers::records::task_events(controller.clients(), &id, limit, errors_only).await;
    controller.answer(Place::Transfer { id }, read)
}

/// Returns the first `limit` files that a task skipped because of errors.
#[tauri::command]
#[specta::specta]
pub async fn read_skipped_files(
    controller: State<'_, Controller>,
    id: String,
    limit: u32,
) -> Result<SkippedFiles, Problem> {
    let read = transfers::records::skipped_files(controller.clients(), &id, limit).await;
    controller.answer(Place::Transfer { id }, read)
}

/// Returns the first `limit` files that a task transferred.
#[tauri::command]
#[specta::specta]
pub async fn read_copied_files(
    controller: State<'_, Controller>,
    id: String,
    limit: u32,
) -> Result<CopiedFiles, Problem> {
    let read = transfers::records::copied_files(controller.clients(), &id, limit).await;
    controller.answer(Place::Transfer { id }, read)
}
