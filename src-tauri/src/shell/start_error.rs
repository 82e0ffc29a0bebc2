//! Why Meridian could not start.

use std::ffi::OsString;

/// Why Meridian could not start, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no window system to open a window on. `cargo xtask run` says the same.
    #[error("{}", include_str!("../../messages/no-display.txt").trim_end())]
    NoDisplay,
    /// An argument is not UTF-8; some libraries below would panic on it.
    #[error("Meridian can't read the argument {0:?}: it isn't UTF-8 text. Start it without that.")]
    NotText(OsString),
    /// Tauri could not set up the window system or one of its plugins.
    #[error("Meridian could not start: {0}")]
    Tauri(#[from] tauri::Error),
}

/// Makes sure that there is a window system: without one, Tauri would panic.
#[cfg(target_os = "linux")]
pub(super) fn check_display() -> Result<(), StartError> {
    gtk::init().map_err(|_| StartError::NoDisplay)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn check_display() -> Result<(), StartError> {
    Ok(())
}
