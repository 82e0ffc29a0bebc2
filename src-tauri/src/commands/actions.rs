//! Commands for actions and their "One more step" sheet.

use tauri::State;

use crate::{
    controller::{
        Controller,
        request::Request,
        sheet::{Acted, Action},
    },
    problem::view::{NeedId, Problem},
};

/// Carries out an action. If the service wants something first, the session carries a sheet instead.
#[tauri::command]
#[specta::specta]
pub async fn act(controller: State<'_, Controller>, action: Action) -> Result<Acted, Problem> {
    controller.act(action).await
}

/// Opens the sheet of the need that a problem carries.
#[tauri::command]
#[specta::specta]
pub fn open_sheet(controller: State<'_, Controller>, need: NeedId) {
    controller.send(Request::OpenSheet(need));
}

/// Starts the sheet's sign-in. Meridian carries out the action afterwards (`actionEnded`).
#[tauri::command]
#[specta::specta]
pub fn continue_sheet(controller: State<'_, Controller>) {
    controller.send(Request::ContinueSheet);
}

/// Closes the sheet.
#[tauri::command]
#[specta::specta]
pub fn dismiss_sheet(controller: State<'_, Controller>) {
    controller.send(Request::DismissSheet);
}
