//! The tray icon and its menu, as plain values.

use crate::place::Place;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The tray settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrayChoices {
    /// Whether to show a tray icon.
    pub icon: bool,
    /// Whether to show the number of items that need you next to the icon, where supported.
    pub counts: bool,
}

impl Default for TrayChoices {
    fn default() -> Self {
        Self {
            icon: true,
            counts: false,
        }
    }
}

/// Whether the tray icon is visible, so that Meridian can keep running without a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrayState {
    /// Whether the icon is visible.
    pub shown: bool,
    /// If not, why and what that means.
    pub message: Option<String>,
}

/// The state that the icon's shape shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Nothing is under way.
    Idle,
    /// Something is under way.
    Active,
    /// Something needs you.
    NeedsYou,
    /// No account is signed in.
    SignedOut,
    /// Globus cannot be reached.
    Offline,
}

/// A row of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row's text.
    pub text: String,
    /// What selecting the row does. None for a disabled row.
    pub act: Option<Act>,
}

/// What selecting a row does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Opens the window at this place.
    Open(Place),
    /// Starts a sign-in in the browser, without opening the window.
    SignIn,
    /// Cancels the sign-in.
    CancelSignIn,
    /// Switches to the account with this ID.
    Switch(String),
}

/// The tray menu, without the rows that never change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrayMenu {
    /// The first row: a summary in one sentence.
    pub state: Row,
    /// The row to sign in, or the name of the current account.
    pub sign_in: Row,
    /// Items that need you.
    pub needs_you: Vec<Row>,
    /// Items under way.
    pub active: Vec<Row>,
    /// The accounts on this computer.
    pub accounts: Vec<Row>,
    /// Whether “Sign out” is enabled.
    pub can_sign_out: bool,
    /// The icon to show.
    pub icon: Icon,
    /// How many items need you.
    pub waiting: usize,
}
