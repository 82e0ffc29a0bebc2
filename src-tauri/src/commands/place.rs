//! Commands for the place that the window shows.

use tauri::State;

use crate::{
    controller::{Controller, request::Request},
    place::Place,
};

/// Returns the place to show when the window opens: the last one, or the one a link opened.
#[tauri::command]
#[specta::specta]
pub fn current_place(controller: State<'_, Controller>) -> Place {
    controller.place()
}

/// Remembers the place that the window shows.
#[tauri::command]
#[specta::specta]
pub fn remember_place(controller: State<'_, Controller>, place: Place) {
    controller.remember_place(place);
}

/// Opens a flow, run or transfer on globus.org.
#[tauri::command]
#[specta::specta]
pub fn open_web_page(controller: State<'_, Controller>, place: Place) {
    controller.send(Request::OpenWebPage(place));
}
