//! Where the window is.

use tauri::State;

use crate::{
    controller::{Controller, request::Request},
    place::Place,
};

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

/// Opens Globus' own page of a flow, a run or a transfer in the browser.
#[tauri::command]
#[specta::specta]
pub fn open_web_page(controller: State<'_, Controller>, place: Place) {
    controller.send(Request::OpenWebPage(place));
}
