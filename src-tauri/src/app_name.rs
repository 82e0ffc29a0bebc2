//! The app's name.

/// The app's name in the window title, the User-Agent header, the keychain and consent pages.
pub const APP_NAME: &str = "Meridian";
