//! Where the window is.

use tauri::State;

use crate::{
    controller::{Controller, request::Request},
    place::Place,
    work::{Work, on_screen::OnScreen},
};

/// Where the window opens: where the person was, or where a link led.
#[tauri::command]
#[specta::specta]
pub fn current_place(controller: State<'_, Controller>) -> Place {
    controller.place()
}

/// The window is here now, and shows this: what it reads is read again as long as it stays.
#[tauri::command]
#[specta::specta]
pub fn show_on_screen(
    controller: State<'_, Controller>,
    work: State<'_, Work>,
    on_screen: OnScreen,
) {
    controller.remember_place(on_screen.place.clone());
    work.show(on_screen);
}

/// Opens Globus' own page of a flow, a run or a transfer in the browser.
#[tauri::command]
#[specta::specta]
pub fn open_web_page(controller: State<'_, Controller>, place: Place) {
    controller.send(Request::OpenWebPage(place));
}
