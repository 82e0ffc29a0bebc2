//! Who is signed in, and a sign-in that runs.

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
    /// In the operating system's keychain.
    Keychain,
    /// In memory, until the app quits.
    UntilQuit,
}

/// What the window shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
pub enum Session {
    /// Stored tokens are being looked at.
    Starting,
    /// The first-run screen.
    SignedOut(SignedOut),
    /// A first sign-in runs.
    SigningIn(SigningIn),
    /// The frame.
    SignedIn(SignedIn),
}

/// The first-run screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SignedOut {
    /// Where sign-ins will be kept.
    pub keychain: Keychain,
    /// None is set yet: a real sign-in needs one first, the demo does not.
    pub client_id: Option<String>,
    /// Accounts that can be switched to.
    pub accounts: Vec<AccountEntry>,
    /// What came of the last attempt.
    pub notice: Option<Problem>,
}

/// The frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// Who is signed in.
    pub account: Account,
    /// Whether it is the local Globus.
    pub demo: bool,
    /// "your keyring", or "memory, until you quit".
    pub kept_in: String,
    /// A sign-in that runs while the frame stays.
    pub signing_in: Option<SigningIn>,
    /// What came of that, if it failed.
    pub notice: Option<Problem>,
    /// Every account on this computer, this one first.
    pub accounts: Vec<AccountEntry>,
    /// What an action needs before it can be done.
    pub sheet: Option<Sheet>,
    /// Somebody else came back from the browser.
    pub other_account: Option<OtherAccount>,
    /// Where Globus' web app shows the same; none of the demo.
    pub web_pages: Option<WebPages>,
    /// Services whose renewed tokens could not be saved, by title.
    pub unsaved: Vec<String>,
}

/// Addresses in Globus' web app, each with `{id}` where an ID belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WebPages {
    /// Of a flow.
    pub flow: String,
    /// Of a run.
    pub run: String,
    /// Of a transfer or deletion.
    pub transfer: String,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Tells it from the others.
    pub id: String,
    /// What it is.
    pub kind: AccountKind,
    /// "production", "preview", …
    pub environment: String,
    /// "Ada Lovelace".
    pub name: String,
    /// "ada@uni.example".
    pub username: String,
    /// An address, if the person shares it.
    pub email: Option<String>,
    /// Where the person works.
    pub organization: Option<String>,
}

/// The session changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Event)]
pub struct SessionChanged(pub Session);
