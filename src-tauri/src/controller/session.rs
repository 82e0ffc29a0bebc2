//! The session as the window shows it.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use super::sheet::Sheet;
use crate::{
    accounts::view::{AccountEntry, AccountKind, OtherAccount},
    controller::signing_in::SigningIn,
    keychain::Keychain,
    problem::view::Problem,
};

/// Where a sign-in is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Keep {
    /// In the system's keychain.
    Keychain,
    /// In memory, until Meridian quits.
    UntilQuit,
}

/// What the window shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
pub enum Session {
    /// Meridian is checking for a stored sign-in.
    Starting,
    /// The first-run screen.
    SignedOut(SignedOut),
    /// A first sign-in is under way.
    SigningIn(SigningIn),
    /// An account is signed in.
    SignedIn(SignedIn),
}

/// The first-run screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SignedOut {
    /// Where sign-ins will be kept.
    pub keychain: Keychain,
    /// The client ID in use. Without one, only the demo can start.
    pub client_id: Option<String>,
    /// The accounts on this computer.
    pub accounts: Vec<AccountEntry>,
    /// Why the last attempt failed, or what just happened.
    pub notice: Option<Problem>,
}

/// The window of a signed-in account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// The current account.
    pub account: Account,
    /// Whether this is the demo.
    pub demo: bool,
    /// Where the sign-in is kept: "your keyring", or "memory, until you quit".
    pub kept_in: String,
    /// A sign-in under way, shown over the window.
    pub signing_in: Option<SigningIn>,
    /// Why the last sign-in failed, or another notice.
    pub notice: Option<Problem>,
    /// All accounts on this computer, the current one first.
    pub accounts: Vec<AccountEntry>,
    /// The open sheet, which lists what an action needs first.
    pub sheet: Option<Sheet>,
    /// Another account, if you signed in with one in the browser.
    pub other_account: Option<OtherAccount>,
    /// Where globus.org shows the same things. None in the demo.
    pub web_pages: Option<WebPages>,
    /// Titles of the services whose refreshed tokens couldn't be saved.
    pub unsaved: Vec<String>,
}

/// Address patterns on globus.org, each with `{id}` in place of the ID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WebPages {
    /// A flow.
    pub flow: String,
    /// A run.
    pub run: String,
    /// A transfer or deletion.
    pub transfer: String,
}

/// A signed-in account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Identifies the account on this computer.
    pub id: String,
    /// A user account or a service account.
    pub kind: AccountKind,
    /// The Globus environment: "production", "preview", …
    pub environment: String,
    /// The name, such as "Ada Lovelace".
    pub name: String,
    /// The username, such as "ada@uni.example".
    pub username: String,
    /// The e-mail address, if Globus returned one.
    pub email: Option<String>,
    /// The organization, such as a university.
    pub organization: Option<String>,
}

/// The session changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
pub struct SessionChanged(pub Session);
