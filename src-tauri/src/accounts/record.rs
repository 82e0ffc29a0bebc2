//! The stored records of the accounts: who and where, but never a token.

use globus_app::Identity;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::view::{AccountEntry, AccountKind};
use crate::{requirements::stored::StoredRequirements, text::Text};

/// The namespace of the first account. The Globus SDK uses the same one for a single account.
const FIRST: &str = "DEFAULT";

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRecord {
    /// The account's namespace in the keychain, which identifies it.
    pub id: String,
    /// A user or a service account.
    pub kind: AccountKind,
    /// The `sub` of the identity that signed in.
    #[serde(default)]
    pub identity_id: Option<String>,
    /// The name, such as "Ada Lovelace", as last seen.
    #[serde(default)]
    pub name: String,
    /// The username, such as "ada@uni.example", as last seen.
    #[serde(default)]
    pub username: String,
    /// The user's organization, as last seen.
    #[serde(default)]
    pub organization: Option<String>,
    /// The Globus environment: "production", "preview", …
    pub environment: String,
    /// The ID of the client that signs in.
    pub client_id: String,
    /// When it last signed in here, in milliseconds since 1970.
    #[serde(default)]
    pub signed_in_at: Option<u64>,
    /// Its requirements.
    #[serde(default)]
    pub requirements: StoredRequirements,
    /// Whether the sign-in is kept in memory only, so that no file names the account.
    #[serde(skip)]
    pub until_quit: bool,
    /// Whether it must sign in again before it can be used, as last seen.
    #[serde(skip)]
    pub ended: bool,
}

impl AccountRecord {
    /// A new first account whose identity isn't known yet.
    pub fn new(environment: &str, client_id: &str) -> Self {
        Self {
            id: FIRST.to_owned(),
            kind: AccountKind::User,
            identity_id: None,
            name: String::new(),
            username: String::new(),
            organization: None,
            environment: environment.to_owned(),
            client_id: client_id.to_owned(),
            signed_in_at: None,
            requirements: StoredRequirements::default(),
            until_quit: false,
            ended: false,
        }
    }

    /// Stores what is known about the identity that signed in.
    pub fn know(&mut self, identity: &Identity) {
        self.identity_id = Some(identity.sub.clone());
        if let Some(username) = &identity.preferred_username {
            self.username = Text::of(username).into();
        }
        if let Some(name) = &identity.name {
            self.name = Text::of(name).into();
        }
        if let Some(organization) = &identity.organization {
            self.organization = Some(Text::of(organization).into());
        }
    }

    /// What to call it: its name, else its username, else a placeholder.
    pub fn title(&self) -> &str {
        [self.name.as_str(), &self.username]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or("Signed in")
    }
}

/// All accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountRecords {
    pub(super) accounts: Vec<AccountRecord>,
    /// Accounts that this version can't read, as they are in the file.
    pub(super) unread: Vec<Value>,
    /// The account that opens when Meridian starts, if one was set.
    pub(super) default: Option<String>,
}

impl AccountRecords {
    /// The accounts in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &AccountRecord> {
        self.accounts.iter()
    }

    /// The account with this ID.
    pub fn get(&self, id: &str) -> Option<&AccountRecord> {
        self.accounts.iter().find(|record| record.id == id)
    }

    /// The account with this ID, to change it.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut AccountRecord> {
        self.accounts.iter_mut().find(|record| record.id == id)
    }

    /// The account that opens when Meridian starts: the default, else the first.
    pub fn at_start(&self) -> Option<&AccountRecord> {
        let chosen = self.default.as_deref().and_then(|id| self.get(id));
        chosen.or_else(|| self.accounts.first())
    }

    /// Sets the account that opens when Meridian starts.
    pub fn set_default(&mut self, id: &str) {
        if self.get(id).is_some() {
            self.default = Some(id.to_owned());
        }
    }

    /// Adds an account, or replaces the one with the same ID.
    pub fn put(&mut self, record: AccountRecord) {
        match self.get_mut(&record.id) {
            Some(known) => *known = record,
            None => self.accounts.push(record),
        }
    }

    /// Removes an account.
    pub fn remove(&mut self, id: &str) -> Option<AccountRecord> {
        let place = self.accounts.iter().position(|record| record.id == id)?;
        if self.default.as_deref() == Some(id) {
            self.default = None;
        }
        Some(self.accounts.remove(place))
    }

    /// Drops the accounts that this version can't read.
    pub fn forget_unread(&mut self) {
        self.unread.clear();
    }

    /// An ID that no account uses, and that no removed account's keychain items may still use.
    pub fn new_id(&self) -> String {
        let is_free = self.get(FIRST).is_none() && self.unread.iter().all(|raw| raw["id"] != FIRST);
        if is_free {
            return FIRST.to_owned();
        }
        uuid::Uuid::new_v4().simple().to_string()
    }

    /// The accounts as the window shows them, the current one first.
    pub fn entries(&self, current: Option<&AccountRecord>) -> Vec<AccountEntry> {
        let default = self.at_start().map(|record| record.id.as_str());
        let shown = current.map(|record| record.id.as_str());
        let others = self
            .iter()
            .filter(|record| Some(record.id.as_str()) != shown);
        let entry = |record: &AccountRecord| AccountEntry {
            id: record.id.clone(),
            kind: record.kind,
            name: record.title().into(),
            username: match record.kind {
                AccountKind::User => Text::of(&record.username),
                AccountKind::Service => Text::of(&record.client_id),
            },
            organization: record.organization.as_deref().map(Text::of),
            environment: record.environment.clone(),
            client_id: record.client_id.clone(),
            current: shown == Some(record.id.as_str()),
            default: default == Some(record.id.as_str()),
            ended: record.ended,
            signed_in_at: record.signed_in_at,
        };
        current.into_iter().chain(others).map(entry).collect()
    }

    /// An account with another ID but the same identity, client and environment.
    pub fn same_as(&self, record: &AccountRecord) -> Option<&AccountRecord> {
        self.iter().find(|known| {
            known.id != record.id
                && known.identity_id.is_some()
                && known.identity_id == record.identity_id
                && known.client_id == record.client_id
                && known.environment == record.environment
        })
    }

    /// The accounts to save, without those that last until Meridian quits.
    pub fn to_save(&self) -> Self {
        let mut saved = self.clone();
        saved.accounts.retain(|record| !record.until_quit);
        saved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str) -> AccountRecord {
        AccountRecord {
            id: id.into(),
            ..AccountRecord::new("production", "c")
        }
    }

    #[test]
    fn the_first_account_is_the_default_until_another_is_chosen_or_it_goes() {
        let mut records = AccountRecords::default();
        assert_eq!(records.new_id(), "DEFAULT");
        records.put(record("DEFAULT"));
        assert_ne!(records.new_id(), "DEFAULT");
        records.put(record("other"));
        assert_eq!(records.at_start().map(|r| r.id.as_str()), Some("DEFAULT"));
        records.set_default("nobody");
        records.set_default("other");
        assert_eq!(records.at_start().map(|r| r.id.as_str()), Some("other"));
        records.remove("other");
        assert_eq!(records.at_start().map(|r| r.id.as_str()), Some("DEFAULT"));
    }

    #[test]
    fn the_current_one_is_shown_first() {
        let mut records = AccountRecords::default();
        records.put(record("DEFAULT"));
        records.put(record("other"));
        let entries = records.entries(records.get("other"));
        assert!(entries[0].current && entries[0].id == "other");
        assert!(entries[1].default && !entries[1].current);
    }

    #[test]
    fn one_that_ends_with_the_process_is_not_saved() {
        let mut records = AccountRecords::default();
        records.put(AccountRecord {
            until_quit: true,
            ..record("DEFAULT")
        });
        assert_eq!(records.to_save().iter().count(), 0);
    }
}
