//! Where the window is.

use tauri::State;

use crate::{controller::Controller, view::Place};

/// Where the window opens: where the person was, or where a link led.
#[tauri::command]
#[specta::specta]
pub fn current_place(controller: State<'_, Controller>) -> Place {
    controller.place()
}

/// The person went there.
#[tauri::command]
#[specta::specta]
pub fn remember_place(controller: State<'_, Controller>, place: Place) {
    controller.remember_place(place);
}
