//! What the controller asks of the desktop.

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

/// The desktop, as the controller sees it.
#[async_trait]
pub trait Desktop: Send + Sync + 'static {
    /// Shows `url` in a browser: the one that was chosen, else by the person's own command, else in
    /// the system's default. Blocks; the error says why no browser could be opened.
    fn open_url(&self, url: &Url, command: &str) -> Result<(), OpenUrlError>;

    /// The browsers of this computer, the usual one first.
    fn browsers(&self) -> Vec<Browser>;

    /// Links go to this browser from now on.
    fn use_browser(&self, id: &str);

    /// Brings the window to the front, if there is one.
    fn raise_window(&self);

    /// Brings the window to the front, and makes one if there is none.
    fn show_window(&self);

    /// Whether there is a window.
    fn has_window(&self) -> bool;

    /// Whether the person looks at the window.
    fn is_focused(&self) -> bool;

    /// Makes window and tray look so.
    fn wear(&self, appearance: Appearance, tray: TrayChoices);

    /// Tells the window.
    fn tell(&self, news: News);

    /// Shows the tray's menu, where there is a tray.
    fn show_tray(&self, menu: &TrayMenu);

    /// Shows a notification of the desktop.
    fn notify(&self, notification: &Notification);

    /// Whether there is a tray to keep running in.
    async fn tray_state(&self) -> TrayState;

    /// Whether the app starts when the person logs in to this computer, from now on; the error
    /// says why that could not be set.
    fn start_at_login(&self, wanted: bool) -> Result<(), String>;
}

/// A notification, in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// What happened.
    pub title: String,
    /// More, or nothing.
    pub body: String,
    /// Where a click on it leads.
    pub place: Option<Place>,
}
