//! Names for ids, looked up in batches (`globus_sdk/services/auth/identity_map.py`).

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures::{
    FutureExt,
    future::{BoxFuture, Shared, WeakShared},
};
use uuid::Uuid;

use super::{
    client::AuthClient,
    identity::{IdentityLookup, IdentityRecord},
};
use crate::app::Error;

/// How many identities one request looks up, as in the SDK.
const BATCH_SIZE: usize = 100;

/// What an identity is looked up by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentityKey {
    /// Its id.
    Id(Uuid),
    /// Its username, such as `ada@uni.example`.
    Username(String),
}

impl From<Uuid> for IdentityKey {
    fn from(id: Uuid) -> Self {
        Self::Id(id)
    }
}

/// A UUID is an id, any other text a username, as in the SDK.
impl From<&str> for IdentityKey {
    fn from(text: &str) -> Self {
        Uuid::try_parse(text).map_or_else(|_| Self::Username(text.to_owned()), Self::Id)
    }
}

/// Looks up identities by id or username, up to 100 with one request, and remembers them.
///
/// Lookups made at the same time share a request. What Globus Auth doesn't know is remembered,
/// too, and not asked for again. Clones share what they remember.
///
/// ```no_run
/// use globus_app::{AuthClient, AuthScopes, IdentityMap, UserApp};
/// # use uuid::Uuid;
///
/// # async fn example(app: UserApp, owner: Uuid) -> Result<(), globus_app::Error> {
/// let auth = AuthClient::new(&app);
/// auth.add_app_scope(AuthScopes::VIEW_IDENTITIES);
/// let identities = IdentityMap::new(auth);
/// identities.add("ada@uni.example"); // is looked up with the next request
/// match identities.get(owner).await? {
///     Some(identity) => println!("{}", identity.username),
///     None => println!("{owner}"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct IdentityMap {
    client: AuthClient,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// None: Globus Auth knows no such identity.
    known: HashMap<IdentityKey, Option<Arc<IdentityRecord>>>,
    /// To be looked up with the next request.
    wanted: BTreeSet<IdentityKey>,
    /// The running request. When nobody waits for it any more, it is canceled.
    running: Option<WeakShared<BoxFuture<'static, Arc<Batch>>>>,
}

/// What one request looked up, and whether it succeeded.
#[derive(Debug)]
struct Batch {
    keys: BTreeSet<IdentityKey>,
    outcome: Result<(), Error>,
}

impl IdentityMap {
    /// An empty map that asks with `client`. To see more than the user's own identities, it needs
    /// the scope `view_identities`.
    pub fn new(client: AuthClient) -> Self {
        Self {
            client,
            state: Arc::default(),
        }
    }

    /// Adds an id or username to the next request. Returns whether it is new to this map.
    pub fn add(&self, key: impl Into<IdentityKey>) -> bool {
        let key = key.into();
        let mut state = self.state();
        !state.known.contains_key(&key) && state.wanted.insert(key)
    }

    /// The identity with this id or username, from memory, or looked up together with up to 99
    /// others that were added. None if Globus Auth doesn't know it.
    ///
    /// # Errors
    /// Those of [`AuthClient::get_identities`], such as [`Error::Api`] with status 403 if the
    /// token lacks the scope. Nothing is remembered then.
    pub async fn get(
        &self,
        key: impl Into<IdentityKey>,
    ) -> Result<Option<Arc<IdentityRecord>>, Error> {
        let key = key.into();
        loop {
            let lookup = {
                let mut state = self.state();
                if let Some(known) = state.known.get(&key) {
                    return Ok(known.clone());
                }
                state.wanted.insert(key.clone());
                self.join_or_start(&mut state, &key)
            };
            let batch = lookup.await;
            if let Err(error) = &batch.outcome
                && batch.keys.contains(&key)
            {
                return Err(error.clone());
            }
        }
    }

    /// The identities with these ids or usernames. Unknown ones are left out.
    ///
    /// # Errors
    /// Those of [`IdentityMap::get`].
    pub async fn get_all<K: Into<IdentityKey>>(
        &self,
        keys: impl IntoIterator<Item = K>,
    ) -> Result<HashMap<IdentityKey, Arc<IdentityRecord>>, Error> {
        let keys: Vec<IdentityKey> = keys.into_iter().map(Into::into).collect();
        for key in &keys {
            self.add(key.clone());
        }
        let mut found = HashMap::new();
        for key in keys {
            if let Some(identity) = self.get(key.clone()).await? {
                found.insert(key, identity);
            }
        }
        Ok(found)
    }

    fn join_or_start(
        &self,
        state: &mut State,
        key: &IdentityKey,
    ) -> Shared<BoxFuture<'static, Arc<Batch>>> {
        let running = state.running.as_ref().and_then(WeakShared::upgrade);
        if let Some(running) = running.filter(|running| running.peek().is_none()) {
            return running;
        }
        let (map, key) = (self.clone(), key.clone());
        let started = async move { map.look_up(key).await }.boxed().shared();
        state.running = started.downgrade();
        started
    }

    /// Looks up `key`, together with others of its kind that are wanted.
    async fn look_up(&self, key: IdentityKey) -> Arc<Batch> {
        // An empty task runs only after everyone who is asking now has asked, so that they share
        // this request. Yielding wouldn't help, because each of them polls this future.
        drop(tokio::spawn(async {}).await);
        let (keys, lookup) = self.state().batch_with(key);
        let answer = self.client.get_identities(&lookup).await;
        let mut state = self.state();
        state.wanted.retain(|wanted| !keys.contains(wanted));
        let outcome = answer.map(|found| state.remember(&keys, found));
        Arc::new(Batch { keys, outcome })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change is complete before anything can panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// A request looks up ids or usernames, not both.
    fn batch_with(&self, key: IdentityKey) -> (BTreeSet<IdentityKey>, IdentityLookup) {
        let kind = std::mem::discriminant(&key);
        let others = self.wanted.iter().filter(|other| **other != key);
        let others = others.filter(|other| std::mem::discriminant(*other) == kind);
        let mut keys: BTreeSet<_> = others.take(BATCH_SIZE - 1).cloned().collect();
        keys.insert(key);
        let (mut ids, mut usernames) = (Vec::new(), Vec::new());
        for key in &keys {
            match key {
                IdentityKey::Id(id) => ids.push(*id),
                IdentityKey::Username(username) => usernames.push(username.clone()),
            }
        }
        let lookup = if usernames.is_empty() {
            IdentityLookup::Ids(ids)
        } else {
            IdentityLookup::Usernames {
                usernames,
                provision: false,
            }
        };
        (keys, lookup)
    }

    fn remember(&mut self, asked: &BTreeSet<IdentityKey>, found: Vec<IdentityRecord>) {
        let found: Vec<_> = found.into_iter().map(Arc::new).collect();
        for key in asked {
            let identity = found.iter().find(|identity| match key {
                IdentityKey::Id(id) => identity.id == *id,
                // Globus Auth may write a username in another case than requested.
                IdentityKey::Username(name) => identity.username.eq_ignore_ascii_case(name),
            });
            self.known.insert(key.clone(), identity.cloned());
        }
        for identity in found {
            let username = IdentityKey::Username(identity.username.clone());
            self.known.insert(username, Some(Arc::clone(&identity)));
            self.known
                .insert(IdentityKey::Id(identity.id), Some(identity));
        }
    }
}
