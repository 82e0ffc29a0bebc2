//! Applies changed settings to the window and tray.

use std::sync::Arc;

use tokio::sync::watch;

use super::{Settings, view::SettingsChanged};
use crate::desktop::{Desktop, news::News};

/// Tells the window about each change, wherever it was made, and applies the appearance to window
/// and tray. Runs until the app quits.
pub async fn follow(mut changes: watch::Receiver<Arc<Settings>>, desktop: Arc<dyn Desktop>) {
    let looks = |settings: &Settings| (settings.choices.appearance, settings.choices.tray);
    let mut worn = looks(&changes.borrow_and_update());
    while changes.changed().await.is_ok() {
        let chosen = looks(&changes.borrow_and_update());
        if chosen != worn {
            desktop.wear(chosen.0, chosen.1);
            worn = chosen;
        }
        desktop.tell(News::of(&SettingsChanged));
    }
}
