//! What the controller asks of the desktop.

mod tauri;
pub mod window;

use url::Url;

use crate::view::{
    ActionEnded, Attention, FlowsRefreshed, Place, RunRefreshed, RunsRefreshed, ScopesGranted,
    Session, TransferRefreshed, TransfersRefreshed,
};

pub use self::tauri::TauriDesktop;

/// The desktop, as the controller sees it.
pub trait Desktop: Send + Sync + 'static {
    /// Shows `url` in a browser: the person's own command if there is one, else the system's
    /// default. Blocks; the error says why no browser could be opened.
    fn open_url(&self, url: &Url, command: &str) -> Result<(), String>;

    /// Brings the window to the front, if there is one.
    fn raise_window(&self);

    /// Brings the window to the front, and makes one if there is none.
    fn show_window(&self);

    /// Tells the window.
    fn tell(&self, news: News);
}

/// What the window is told.
#[derive(Clone, Debug)]
pub enum News {
    /// What to show.
    Session(Session),
    /// Somebody wants to go there.
    Place(Place),
    /// The flows were read again.
    Flows(FlowsRefreshed),
    /// The runs were read again.
    Runs(RunsRefreshed),
    /// The run on the screen was read again.
    Run(RunRefreshed),
    /// The tasks were read again.
    Transfers(TransfersRefreshed),
    /// The task on the screen was read again.
    Transfer(TransferRefreshed),
    /// What needs the person, or is under way, changed.
    Attention(Attention),
    /// An action that needed more ended.
    ActionEnded(ActionEnded),
    /// A trip for permissions ended.
    ScopesGranted(ScopesGranted),
}
