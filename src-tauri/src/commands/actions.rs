//! What a person does, and the one more step that it may need.

use tauri::State;

use crate::{
    controller::{
        Controller,
        request::Request,
        sheet::{Acted, Action},
    },
    problem::view::{NeedId, Problem},
};

/// Does it, or says on a sheet (in the session) what it needs first.
#[tauri::command]
#[specta::specta]
pub async fn act(controller: State<'_, Controller>, action: Action) -> Result<Acted, Problem> {
    controller.act(action).await
}

/// Shows the sheet of what a service wants first, as a problem names it.
#[tauri::command]
#[specta::specta]
pub fn open_sheet(controller: State<'_, Controller>, need: NeedId) {
    controller.send(Request::OpenSheet(need));
}

/// Asks for it in the browser; the action is done afterwards by itself (`actionEnded`).
#[tauri::command]
#[specta::specta]
pub fn continue_sheet(controller: State<'_, Controller>) {
    controller.send(Request::ContinueSheet);
}

/// Not now.
#[tauri::command]
#[specta::specta]
pub fn dismiss_sheet(controller: State<'_, Controller>) {
    controller.send(Request::DismissSheet);
}
