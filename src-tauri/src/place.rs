//! Where in the app one can be.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

/// A place in the window: what a link, the tray or a notification leads to, and where the window
/// opens again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    tag = "screen",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Place {
    /// The flows.
    Flows,
    /// One flow.
    Flow {
        /// Its UUID.
        id: String,
    },
    /// The runs.
    Runs,
    /// One run.
    Run {
        /// Its UUID.
        id: String,
    },
    /// The transfers.
    Transfers,
    /// One transfer.
    Transfer {
        /// Its UUID.
        id: String,
    },
    /// A folder of a collection.
    Collection {
        /// The collection's UUID.
        id: String,
        /// The folder; empty for where the collection begins.
        path: String,
    },
    /// What this app may do.
    Access {
        /// Which part of it.
        tab: AccessTab,
    },
    /// Who is signed in on this computer.
    Accounts,
    /// The settings.
    Settings,
}

/// A part of Access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AccessTab {
    /// The permissions.
    Scopes,
    /// What was allowed at Globus.
    Consents,
    /// What is kept on this computer.
    Tokens,
}

/// Somebody wants to go there: a link, the tray, a notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
pub struct PlaceOpened(pub Place);
