//! What the controller asks of the desktop.

mod tauri;

use url::Url;

use crate::view::{FlowsRefreshed, Session, TransfersRefreshed};

pub use self::tauri::TauriDesktop;

/// The desktop, as the controller sees it.
pub trait Desktop: Send + Sync + 'static {
    /// Shows `url` in a browser: the person's own command if there is one, else the system's
    /// default. Blocks; the error says why no browser could be opened.
    fn open_url(&self, url: &Url, command: &str) -> Result<(), String>;

    /// Brings the window to the front.
    fn raise_window(&self);

    /// Tells the window what to show.
    fn session_changed(&self, session: &Session);

    /// Tells the window that the flows were read again.
    fn flows_refreshed(&self, list: &FlowsRefreshed);

    /// Tells the window that the tasks were read again.
    fn transfers_refreshed(&self, list: &TransfersRefreshed);
}
