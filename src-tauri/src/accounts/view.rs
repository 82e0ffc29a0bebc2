//! Accounts on this computer.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::problem::view::Problem;

/// What an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AccountKind {
    /// A person.
    User,
    /// A client that acts as itself.
    Service,
}

/// An account that is kept on this computer, signed in or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccountEntry {
    /// Tells it from the others.
    pub id: String,
    /// What it is.
    pub kind: AccountKind,
    /// "Ada Lovelace".
    pub name: String,
    /// "ada@uni.example"; of a service account its client id.
    pub username: String,
    /// Where the person works.
    pub organization: Option<String>,
    /// "production", "preview", …
    pub environment: String,
    /// The client that signs in.
    pub client_id: String,
    /// Whether the window shows it.
    pub current: bool,
    /// Whether it is the one that a start opens.
    pub default: bool,
    /// Whether it has to sign in again before it can be used.
    pub ended: bool,
    /// Milliseconds since 1970, when it last signed in here.
    pub signed_in_at: Option<u64>,
}

/// The page of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Accounts {
    /// All of them, the current one first.
    pub entries: Vec<AccountEntry>,
    /// The current person's identities.
    pub identities: Vec<LinkedIdentity>,
    /// Why they cannot be shown.
    pub identities_problem: Option<Problem>,
    /// Where sign-ins are kept: "GNOME Keyring".
    pub kept_in: String,
    /// The environments that an account can be added for.
    pub environments: Vec<String>,
}

/// An identity of the current person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LinkedIdentity {
    /// Its UUID.
    pub id: String,
    /// "ada@uni.example".
    pub username: String,
    /// "University of Example".
    pub provider: Option<String>,
    /// Whether the tokens here belong to it.
    pub primary: bool,
    /// Milliseconds since 1970, when it last signed in with this app, as Globus says.
    pub signed_in_at: Option<u64>,
}

/// An account to add, in the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NewAccount {
    /// "production", "preview", …
    pub environment: String,
    /// A native client's UUID; empty for the one in the settings.
    pub client_id: String,
}

/// A service account to add. Its secret goes to the keychain and never comes back.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NewServiceAccount {
    /// What the person calls it.
    pub name: String,
    /// "production", "preview", …
    pub environment: String,
    /// The confidential client's UUID.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
}

impl std::fmt::Debug for NewServiceAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewServiceAccount")
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// Somebody else came back from the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OtherAccount {
    /// Who it is: "bob@uni.example".
    pub username: String,
    /// Whose window it is: "Ada Lovelace".
    pub owner: String,
}

/// What becomes of somebody else's sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum OtherAnswer {
    /// It is given back, and the owner is asked for.
    UseOwner,
    /// It becomes a second account.
    KeepBoth,
    /// It is given back.
    Drop,
}
