//! Why Meridian could not start.

use std::ffi::OsString;

/// Why Meridian could not start, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No window system can be reached. `cargo xtask run` prints the same.
    #[error("{}", include_str!("../../messages/no-display.txt").trim_end())]
    NoDisplay,
    /// An argument isn't UTF-8. Libraries that Meridian uses would panic on it.
    #[error(
        "Meridian can't read the argument {0:?} because it isn't UTF-8. Start Meridian without it."
    )]
    NotText(OsString),
    /// Tauri or one of its plugins could not be set up.
    #[error("Meridian couldn't start: {0}")]
    Tauri(#[from] tauri::Error),
}

/// Checks that a window system can be reached. Without one, Tauri would panic.
#[cfg(target_os = "linux")]
pub(super) fn check_display() -> Result<(), StartError> {
    gtk::init().map_err(|_| StartError::NoDisplay)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn check_display() -> Result<(), StartError> {
    Ok(())
}
