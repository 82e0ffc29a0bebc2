//! Why a link could not be opened.

/// Why a link could not be opened. Never contains the link itself, which may carry secrets of a
/// sign-in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenUrlError {
    /// The link is neither https nor a loopback address, or is too long.
    #[error("Meridian doesn't open links like this one")]
    Refused,
    /// The system has no browser or could not start it.
    #[error("Meridian couldn't start a browser")]
    NoBrowser,
    /// The browser selected in the window has been uninstalled.
    #[error("The browser you selected is no longer installed")]
    Gone,
    /// The browser command in Settings could not be run, for this reason.
    #[error("Your browser command couldn't be run: {0}")]
    Command(String),
}
