//! The tray, as a value.

use crate::place::Place;
use serde::{Deserialize, Serialize};
use specta::Type;

/// How the tray shows the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrayChoices {
    /// Whether there is an icon at all.
    pub icon: bool,
    /// Whether the number of what needs the person stands beside it, where the desktop has room.
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

/// Whether there is a tray to keep running in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrayState {
    /// Whether the desktop shows tray icons.
    pub shown: bool,
    /// Why not, and what that means.
    pub message: Option<String>,
}

/// What the icon shows, by its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Nothing is under way.
    Idle,
    /// Something is.
    Active,
    /// Something waits for the person.
    NeedsYou,
    /// Nobody is signed in.
    SignedOut,
    /// Globus cannot be reached.
    Offline,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it says.
    pub text: String,
    /// What choosing it does; none if it cannot be chosen.
    pub act: Option<Act>,
}

/// What a row does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Opens the window there.
    Open(Place),
    /// Opens the browser at once, without a window.
    SignIn,
    /// Stops waiting for the browser.
    CancelSignIn,
    /// Shows another account.
    Switch(String),
}

/// The whole menu, but for the rows that never change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrayMenu {
    /// Above everything: how things are, in a sentence.
    pub state: Row,
    /// Signing in, or who is signed in.
    pub sign_in: Row,
    /// What waits for the person.
    pub needs_you: Vec<Row>,
    /// What is under way.
    pub active: Vec<Row>,
    /// The accounts of this computer.
    pub accounts: Vec<Row>,
    /// Whether somebody can be signed out.
    pub can_sign_out: bool,
    /// What the icon shows.
    pub icon: Icon,
    /// How many things wait for the person.
    pub waiting: usize,
}
