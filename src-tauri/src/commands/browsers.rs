//! Which browser sign-ins open in.

use std::sync::Arc;

use tauri::State;

use crate::desktop::{Desktop, browser::Browser};

/// The browsers of this computer, the usual one first.
#[tauri::command(async)]
#[specta::specta]
pub fn browsers(desktop: State<'_, Arc<dyn Desktop>>) -> Vec<Browser> {
    desktop.browsers()
}

/// Links go to this browser from now on, until the app ends.
#[tauri::command]
#[specta::specta]
pub fn use_browser(desktop: State<'_, Arc<dyn Desktop>>, id: String) {
    desktop.use_browser(&id);
}
