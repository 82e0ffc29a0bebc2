//! The places in the window.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

/// A place in the window. Links, the tray and notifications open one, and the window remembers the
/// last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    tag = "screen",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Place {
    /// The list of flows.
    Flows,
    /// One flow.
    Flow {
        /// The flow's UUID.
        id: String,
    },
    /// The list of runs.
    Runs,
    /// One run.
    Run {
        /// The run's UUID.
        id: String,
    },
    /// The list of transfers.
    Transfers,
    /// One transfer.
    Transfer {
        /// The task's UUID.
        id: String,
    },
    /// A folder of a collection.
    Collection {
        /// The collection's UUID.
        id: String,
        /// The folder's path. Empty for the collection's default folder.
        path: String,
    },
    /// The Access page: permissions, consents and tokens.
    Access {
        /// The tab to show.
        tab: AccessTab,
    },
    /// The Accounts page.
    Accounts,
    /// The settings.
    Settings,
}

/// A tab of the Access page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AccessTab {
    /// Permissions, as a tree of scopes.
    Scopes,
    /// Consents recorded at Globus.
    Consents,
    /// Tokens on this computer.
    Tokens,
}

/// A link, the tray or a notification opened this place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
pub struct PlaceOpened(pub Place);
