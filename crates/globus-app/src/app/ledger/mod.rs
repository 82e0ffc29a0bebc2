//! The tokens of one account: in memory as last read or written, and in storage.

mod account;
mod held;
mod single;
mod unsaved;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use secrecy::ExposeSecret;

pub(super) use account::Account;
pub(super) use held::Held;
use held::Unsaved;

use super::lock::lock;
use crate::tokens::{StorageError, TokenData, TokenStorage};

/// How often the account had signed out at some moment. What started before a sign-out must not
/// write after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Since(u64);

/// Why tokens were not kept.
#[derive(Debug)]
pub(super) enum NotKept {
    /// The account was signed out in the meantime.
    SignedOut,
    Storage(StorageError),
}

#[derive(Debug)]
pub(super) struct Ledger {
    storage: Arc<dyn TokenStorage>,
    account: Account,
    held: Mutex<BTreeMap<String, Held>>,
    /// Held while records are written, so that nothing changes between a check and the write.
    writing: tokio::sync::Mutex<()>,
    sign_outs: AtomicU64,
    /// How often a single service was forgotten.
    removals: AtomicU64,
    /// Services whose token Globus refused to renew, until a login brings a new one.
    ended: Mutex<BTreeSet<String>>,
}

impl Ledger {
    pub(super) fn new(storage: Arc<dyn TokenStorage>, account: Account) -> Self {
        Self {
            storage,
            account,
            held: Mutex::default(),
            writing: tokio::sync::Mutex::default(),
            sign_outs: AtomicU64::default(),
            removals: AtomicU64::default(),
            ended: Mutex::default(),
        }
    }

    pub(super) fn storage(&self) -> &Arc<dyn TokenStorage> {
        &self.storage
    }

    pub(super) fn account(&self) -> &Account {
        &self.account
    }

    pub(super) fn now(&self) -> Since {
        Since(self.sign_outs.load(Ordering::Acquire))
    }

    /// The token of a service: from memory, or else from storage.
    pub(super) async fn get(&self, resource_server: &str) -> Result<Option<Held>, StorageError> {
        loop {
            if let Some(held) = lock(&self.held).get(resource_server) {
                return Ok(Some(held.clone()));
            }
            let (since, removals) = (self.now(), self.removals.load(Ordering::Acquire));
            let stored = self.read(resource_server).await?;
            let Some(token) = stored else {
                return Ok(None);
            };
            let mut all = lock(&self.held);
            if since != self.now() {
                return Ok(None);
            }
            // The service may just have been forgotten.
            if removals != self.removals.load(Ordering::Acquire) {
                continue;
            }
            // A renewal or a login may have been faster than this read.
            let held = all.entry(resource_server.to_owned());
            return Ok(Some(held.or_insert_with(|| Held::read(token)).clone()));
        }
    }

    /// The token of a service as storage has it now, unless memory has one that could not be saved.
    pub(super) async fn reread(&self, resource_server: &str) -> Result<Option<Held>, StorageError> {
        let since = self.now();
        let stored = self.read(resource_server).await?;
        let mut all = lock(&self.held);
        if since != self.now() {
            return Ok(None);
        }
        if let Some(held) = all.get(resource_server) {
            let expected = match &held.unsaved {
                Some(unsaved) => unsaved.over.as_ref(),
                None => Some(&held.token),
            };
            if is_same(stored.as_ref(), expected) {
                return Ok(Some(held.clone()));
            }
        }
        Ok(if let Some(token) = stored {
            let held = Held::read(token);
            all.insert(resource_server.to_owned(), held.clone());
            Some(held)
        } else {
            all.remove(resource_server);
            None
        })
    }

    /// Saves a token that was gained from `old`, then lets calls use it. If it can't be saved, it
    /// is still used while the process lives. If someone signed out or in meanwhile, returns what
    /// they left.
    pub(super) async fn replace(
        &self,
        old: &Held,
        new: TokenData,
        since: Since,
    ) -> Result<Held, Option<Held>> {
        let _writing = self.writing.lock().await;
        let server = new.resource_server.clone();
        let expected = match &old.unsaved {
            Some(unsaved) => unsaved.over.clone(),
            None => Some(old.token.clone()),
        };
        // If storage can't be read now, nothing speaks against it.
        let stored = self.read(&server).await;
        let is_ours = match &stored {
            Ok(stored) => is_same(stored.as_ref(), expected.as_ref()),
            Err(_) => true,
        };
        if since != self.now() {
            return Err(None);
        }
        if !is_ours {
            let theirs = stored.ok().flatten().map(Held::read);
            let mut all = lock(&self.held);
            match &theirs {
                Some(held) => drop(all.insert(server, held.clone())),
                None => drop(all.remove(&server)),
            }
            return Err(theirs);
        }
        let mut held = Held::issued(new);
        if let Err(error) = self.write(&held.token).await {
            tracing::warn!(%error, resource_server = server, "a renewed token could not be saved");
            held.unsaved = Some(Unsaved::instead_of(expected));
        }
        lock(&self.held).insert(server, held.clone());
        Ok(held)
    }

    /// Saves the tokens of a login, all or none, unless the account was signed out since it
    /// started.
    pub(super) async fn put_all_since(
        &self,
        tokens: &[TokenData],
        since: Since,
    ) -> Result<(), NotKept> {
        let writing = self.writing.lock().await;
        if since != self.now() {
            return Err(NotKept::SignedOut);
        }
        let written = self.write_all(tokens, &writing).await;
        written.map_err(NotKept::Storage)
    }

    /// Saves all of these tokens, or none.
    pub(super) async fn put_all(&self, tokens: &[TokenData]) -> Result<(), StorageError> {
        let writing = self.writing.lock().await;
        self.write_all(tokens, &writing).await
    }

    async fn write_all(
        &self,
        tokens: &[TokenData],
        _writing: &tokio::sync::MutexGuard<'_, ()>,
    ) -> Result<(), StorageError> {
        let mut replaced = Vec::new();
        for token in tokens {
            // A record that can't be read is replaced for good.
            let before = self.read(&token.resource_server).await.unwrap_or_default();
            if let Err(error) = self.write(token).await {
                self.undo(replaced).await;
                return Err(error);
            }
            replaced.push((token.resource_server.clone(), before));
        }
        let mut all = lock(&self.held);
        for token in tokens {
            lock(&self.ended).remove(&token.resource_server);
            all.insert(token.resource_server.clone(), Held::issued(token.clone()));
        }
        Ok(())
    }

    async fn undo(&self, replaced: Vec<(String, Option<TokenData>)>) {
        for (server, before) in replaced {
            let undone = match before {
                Some(token) => self.write(&token).await,
                None => self.delete(&server).await,
            };
            if let Err(error) = undone {
                tracing::warn!(%error, "could not remove a token that was not kept");
            }
        }
    }

    /// Deletes a token that can no longer be renewed, unless storage has another one by now.
    pub(super) async fn remove(&self, token: &TokenData) -> Result<(), StorageError> {
        let _writing = self.writing.lock().await;
        let stored = self.read(&token.resource_server).await?;
        lock(&self.held).remove(&token.resource_server);
        lock(&self.ended).insert(token.resource_server.clone());
        if is_same(stored.as_ref(), Some(token)) {
            self.delete(&token.resource_server).await?;
        }
        Ok(())
    }

    /// Deletes all tokens of the account, and returns them. Includes those of `servers`, even if
    /// storage can't list what it has. Continues after an error.
    pub(super) async fn clear(
        &self,
        servers: Vec<String>,
    ) -> (Vec<TokenData>, Result<(), StorageError>) {
        // First of all, so that a running renewal or login doesn't write any more.
        let held = self.next_sign_out();
        let _writing = self.writing.lock().await;
        let mut outcome = Ok(());
        let listed = self.storage.list(&self.account.key("")).await;
        let listed = listed.unwrap_or_else(|error| {
            tracing::warn!(%error, "storage can't be listed: signing out of the services in use only");
            Vec::new()
        });
        let listed = listed.into_iter().map(|key| key.resource_server);
        let all: BTreeSet<_> = listed.chain(servers).chain(held.keys().cloned()).collect();
        let mut tokens: Vec<_> = held.into_values().map(|held| held.token).collect();
        for server in all {
            // An unreadable record is deleted like any other.
            tokens.extend(self.read(&server).await.unwrap_or_default());
            if let Err(error) = self.delete(&server).await {
                outcome = Err(error);
            }
        }
        // Something may have been read from storage meanwhile; it goes, too.
        tokens.extend(self.next_sign_out().into_values().map(|held| held.token));
        (tokens, outcome)
    }

    /// Marks a sign-out, and empties the memory.
    fn next_sign_out(&self) -> BTreeMap<String, Held> {
        let mut all = lock(&self.held);
        self.sign_outs.fetch_add(1, Ordering::AcqRel);
        lock(&self.ended).clear();
        std::mem::take(&mut *all)
    }

    fn next_removal(&self) {
        self.removals.fetch_add(1, Ordering::AcqRel);
    }

    /// The ids of the identities whose tokens are stored. Skips records that can't be read.
    pub(super) async fn identities(&self) -> Result<BTreeSet<String>, StorageError> {
        let mut ids = BTreeSet::new();
        for key in self.storage.list(&self.account.key("")).await? {
            let stored = self.storage.get(&key).await.unwrap_or_default();
            ids.extend(stored.and_then(|token| token.identity_id));
        }
        Ok(ids)
    }

    async fn read(&self, server: &str) -> Result<Option<TokenData>, StorageError> {
        self.storage.get(&self.account.key(server)).await
    }

    async fn write(&self, token: &TokenData) -> Result<(), StorageError> {
        let key = self.account.key(&token.resource_server);
        self.storage.put(&key, token).await
    }

    async fn delete(&self, server: &str) -> Result<(), StorageError> {
        self.storage.delete(&self.account.key(server)).await
    }
}

/// Two records are the same if their access tokens are: no two grants give the same one.
fn is_same(one: Option<&TokenData>, other: Option<&TokenData>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            one.access_token.expose_secret() == other.access_token.expose_secret()
        }
        (None, None) => true,
        _ => false,
    }
}
