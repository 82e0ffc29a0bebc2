//! What the app is called.

/// On its window, in the User-Agent, in the keychain and on consent pages.
pub const APP_NAME: &str = "Meridian";
