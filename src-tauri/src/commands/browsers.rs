//! Commands for the browser that sign-ins open in.

use std::sync::Arc;

use tauri::State;

use crate::desktop::{Desktop, browser::Browser};

/// Returns the browsers on this computer, the default one first.
#[tauri::command(async)]
#[specta::specta]
pub fn browsers(desktop: State<'_, Arc<dyn Desktop>>) -> Vec<Browser> {
    desktop.browsers()
}

/// Opens links in this browser until Meridian quits.
#[tauri::command]
#[specta::specta]
pub fn use_browser(desktop: State<'_, Arc<dyn Desktop>>, id: String) {
    desktop.use_browser(&id);
}
