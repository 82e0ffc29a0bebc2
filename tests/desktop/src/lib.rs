//! A private desktop for tests: real parts, nothing shared, nothing left behind.
//!
//! [`PrivateDesktop::start`] brings up a session bus, a keyring, a display with a window manager and
//! a stand-in for the system browser, all in a fresh home folder. [`Window::launch`] starts a program
//! on it and drives its web view; [`Chromium::start`] is the browser in which a test follows the
//! links that the program hands out.
//!
//! Tests without a window take only what they need: [`PrivateBus::start`] and [`Keyring::start`].
//!
//! Every part belongs to one test, so tests run in parallel. What was started ends by process id,
//! also when a test panics or is killed (see `guard.sh`).
//!
//! Everything runs on the real clock, on Linux only.

mod browser;
mod bus;
mod chromium;
mod clock;
mod display;
mod driver;
mod guard;
mod home;
mod keyring;
mod mini_browser;
mod notification_host;
mod page;
mod private_desktop;
mod processes;
mod scenes;
mod tray_host;
mod until;
mod window;

pub use browser::{Browser, BrowserState};
pub use bus::PrivateBus;
pub use chromium::Chromium;
pub use clock::Clock;
pub use display::Display;
pub use keyring::{Keyring, KeyringState, StoredItem};
pub use mini_browser::mini_browser;
pub use notification_host::{NotificationHost, ShownNotification};
pub use page::Page;
pub use private_desktop::{Options, PrivateDesktop};
pub use processes::Process;
pub use scenes::Scenes;
pub use tray_host::{TrayHost, TrayRow};
pub use until::until;
pub use window::Window;

use std::time::Duration;

/// What went wrong, in words for whoever reads the failed test.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// A result with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// How long to wait for something that should come at once. Long, because continuous integration
/// runs many of these on two cores; nobody waits for it unless a test is about to fail.
pub const PATIENCE: Duration = Duration::from_secs(30);
