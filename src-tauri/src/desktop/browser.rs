//! A browser on this computer.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A browser on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Browser {
    /// The ID of its desktop entry. Empty for the default browser.
    pub id: String,
    /// Its name: "Firefox" or "Default browser (Chromium)".
    pub name: String,
    /// Whether links open in it.
    pub chosen: bool,
}
