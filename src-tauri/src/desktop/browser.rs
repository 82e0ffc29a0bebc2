//! A browser of this computer.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A browser of this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Browser {
    /// Its desktop entry; empty for the usual one.
    pub id: String,
    /// "Firefox", "Your usual browser, Chromium".
    pub name: String,
    /// Whether links go there.
    pub chosen: bool,
}
