//! The data behind the Accounts page.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{problem::view::Problem, text::Text};

/// The kind of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AccountKind {
    /// A user.
    User,
    /// A client that acts as itself.
    Service,
}

/// An account on this computer, signed in or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccountEntry {
    /// The account's ID.
    pub id: String,
    /// A user or a service account.
    pub kind: AccountKind,
    /// "Ada Lovelace".
    pub name: Text,
    /// The username, such as "ada@uni.example". For a service account, the client ID.
    pub username: Text,
    /// The user's organization.
    pub organization: Option<Text>,
    /// "production", "preview", …
    pub environment: String,
    /// The ID of the client that signs in.
    pub client_id: String,
    /// Whether it is the current account.
    pub current: bool,
    /// Whether it opens when Meridian starts.
    pub default: bool,
    /// Whether it must sign in again before it can be used.
    pub ended: bool,
    /// When it last signed in here, in milliseconds since 1970.
    pub signed_in_at: Option<u64>,
}

/// What the Accounts page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Accounts {
    /// All accounts, the current one first.
    pub entries: Vec<AccountEntry>,
    /// The current user's identities.
    pub identities: Vec<LinkedIdentity>,
    /// Why the identities can't be shown.
    pub identities_problem: Option<Problem>,
    /// Where sign-ins are kept: "GNOME Keyring".
    pub kept_in: Text,
    /// The environments for which you can add an account.
    pub environments: Vec<String>,
}

/// A linked identity of the current user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LinkedIdentity {
    /// The identity's UUID.
    pub id: String,
    /// "ada@uni.example".
    pub username: Text,
    /// "University of Example".
    pub provider: Option<Text>,
    /// Whether the tokens here were issued for it.
    pub primary: bool,
    /// When it last signed in with this app according to Globus, in milliseconds since 1970.
    pub signed_in_at: Option<u64>,
}

/// A user account to add by signing in with the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NewAccount {
    /// "production", "preview", …
    pub environment: String,
    /// The UUID of a native client. Empty to use the one in Settings.
    pub client_id: String,
}

/// A service account to add. Its secret is stored in the keychain and never returned.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NewServiceAccount {
    /// The name you give it.
    pub name: String,
    /// "production", "preview", …
    pub environment: String,
    /// The UUID of the confidential client.
    pub client_id: String,
    /// The client secret.
    pub client_secret: String,
}

impl std::fmt::Debug for NewServiceAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewServiceAccount")
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// You signed in with a different identity than the current account's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OtherAccount {
    /// The identity that signed in: "bob@uni.example".
    pub username: Text,
    /// The owner of the current account: "Ada Lovelace".
    pub owner: Text,
}

/// What to do with a sign-in of a different identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum OtherAnswer {
    /// Revokes its tokens and signs in as the owner.
    UseOwner,
    /// Adds it as another account.
    KeepBoth,
    /// Revokes its tokens.
    Drop,
}
