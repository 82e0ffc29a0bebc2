//! Commands for the place that the window shows.

use tauri::State;

use crate::{
    controller::{Controller, request::Request},
    place::Place,
    work::{Work, on_screen::OnScreen},
};

/// Returns the place to show when the window opens: the last one, or the one a link opened.
#[tauri::command]
#[specta::specta]
pub fn current_place(controller: State<'_, Controller>) -> Place {
    controller.place()
}

/// Reports what the window shows. Meridian remembers the place and refreshes its data.
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

/// Opens a flow, run or transfer on globus.org.
#[tauri::command]
#[specta::specta]
pub fn open_web_page(controller: State<'_, Controller>, place: Place) {
    controller.send(Request::OpenWebPage(place));
}
