//! The desktop as the controller sees it: window, browser, tray and notifications.

pub mod appearance;
pub mod browser;
pub mod news;
pub mod open_url;
pub mod tray;

use async_trait::async_trait;
use url::Url;

use crate::place::Place;
use appearance::Appearance;
use browser::Browser;
use news::News;
use open_url::OpenUrlError;
use tray::{TrayChoices, TrayMenu, TrayState};

/// The desktop environment. The shell implements it with Tauri, tests with a recorder.
#[async_trait]
pub trait Desktop: Send + Sync + 'static {
    /// Opens `url` in the browser selected in the window, else with `command` if it isn't empty, else in
    /// the system's default browser. Blocks until the browser has started.
    ///
    /// # Errors
    /// An [`OpenUrlError`] if the link isn't allowed or no browser starts.
    fn open_url(&self, url: &Url, command: &str) -> Result<(), OpenUrlError>;

    /// The browsers on this computer, the default one first.
    fn browsers(&self) -> Vec<Browser>;

    /// Opens links in this browser from now on.
    fn use_browser(&self, id: &str);

    /// Brings the window to the front if it is open.
    fn raise_window(&self);

    /// Opens the window if needed and brings it to the front.
    fn show_window(&self);

    /// Whether the window is open.
    fn has_window(&self) -> bool;

    /// Whether the window has the focus.
    fn is_focused(&self) -> bool;

    /// Applies the appearance to the window and the choices to the tray.
    fn wear(&self, appearance: Appearance, tray: TrayChoices);

    /// Sends an event to the window.
    fn tell(&self, news: News);

    /// Updates the tray's icon and menu, if there is a tray.
    fn show_tray(&self, menu: &TrayMenu);

    /// Shows a desktop notification.
    fn notify(&self, notification: &Notification);

    /// Whether the tray icon is visible, so that Meridian can keep running without a window.
    async fn tray_state(&self) -> TrayState;

    /// Sets whether Meridian starts when you log in to this computer.
    ///
    /// # Errors
    /// The system's reason, if it refused.
    fn start_at_login(&self, wanted: bool) -> Result<(), String>;
}

/// A desktop notification in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// The first line: what happened.
    pub title: String,
    /// Further details. May be empty.
    pub body: String,
    /// The place that a click opens.
    pub place: Option<Place>,
}
