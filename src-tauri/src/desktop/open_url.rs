//! Why a link was not opened.

/// None of these holds the link, which may carry what only this sign-in knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenUrlError {
    /// Neither https nor this computer, or too long.
    #[error("Meridian doesn't open links like this one")]
    Refused,
    /// The system has no browser, or could not start it.
    #[error("Meridian couldn't start a browser")]
    NoBrowser,
    /// The browser that was chosen in the window was removed meanwhile.
    #[error("The browser you chose is no longer installed")]
    Gone,
    /// The command in the settings could not be run; why not.
    #[error("Your browser command couldn't be run: {0}")]
    Command(String),
}
