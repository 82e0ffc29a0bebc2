//! A private desktop for tests, made of real programs. Tests share nothing and leave nothing behind.
//!
//! [`PrivateDesktop::start`] starts a session bus, a keyring, a display with a window manager and a
//! stand-in for the system browser, all in a new home folder. [`Window::launch`] starts a program on
//! it and drives its web view. [`Chromium::start`] starts a browser for the links that the program
//! opens.
//!
//! Tests without a window start only what they need: [`PrivateBus::start`] and [`Keyring::start`].
//!
//! Each part belongs to one test, so tests run in parallel. All processes are killed by ID, even when
//! a test panics or is killed (see `guard.sh`).
//!
//! The desktop runs in real time and on Linux only.

#![expect(
    clippy::missing_errors_doc,
    reason = "a test that meets one of these errors fails with it"
)]

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

/// Why a test step failed, in words for the test's output.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// A result with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// How long to wait for something that should happen at once. It is long because continuous
/// integration runs many tests on two cores. Only failing tests wait that long.
pub const PATIENCE: Duration = Duration::from_secs(30);
