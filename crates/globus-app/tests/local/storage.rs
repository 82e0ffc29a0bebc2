//! Storage that fails, or answers at the worst moment.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use globus_app::{
    Error, FlowsClient, FlowsScopes, GlobusAppConfig, MemoryTokenStorage, StorageError, TokenData,
    TokenKey, TokenStorage, UserApp,
};
use globus_local::{GlobusLocal, IssuedKind};
use tokio::sync::Notify;

use crate::support::{globus, quick_browser, user_app};

/// A memory storage with faults, all of which are off at first.
#[derive(Debug, Default)]
struct Faulty {
    memory: MemoryTokenStorage,
    fails_to_put: AtomicBool,
    fails_to_delete: AtomicBool,
    /// The next read of the Flows token reports that it is done, and waits before it returns.
    holds_next_get: AtomicBool,
    held: Notify,
    released: Notify,
}

#[async_trait]
impl TokenStorage for Faulty {
    async fn get(&self, key: &TokenKey) -> Result<Option<TokenData>, StorageError> {
        let found = self.memory.get(key).await;
        let is_flows = key.resource_server == FlowsScopes::RESOURCE_SERVER;
        if is_flows && self.holds_next_get.swap(false, Ordering::SeqCst) {
            self.held.notify_one();
            self.released.notified().await;
        }
        found
    }

    async fn put(&self, key: &TokenKey, data: &TokenData) -> Result<(), StorageError> {
        // One after the first, so that there is something to undo.
        let is_first = key.resource_server == "auth.globus.org";
        if self.fails_to_put.load(Ordering::SeqCst) && !is_first {
            return Err(StorageError::WriteFailed);
        }
        self.memory.put(key, data).await
    }

    async fn delete(&self, key: &TokenKey) -> Result<(), StorageError> {
        if self.fails_to_delete.load(Ordering::SeqCst) {
            return Err(StorageError::WriteFailed);
        }
        self.memory.delete(key).await
    }

    async fn list(&self, like: &TokenKey) -> Result<Vec<TokenKey>, StorageError> {
        self.memory.list(like).await
    }

    fn shared_as(&self) -> Option<String> {
        None
    }

    async fn check(&self) -> Result<(), StorageError> {
        Ok(())
    }
}

fn app_that_keeps_in(globus: &GlobusLocal, storage: &Arc<Faulty>) -> UserApp {
    user_app(GlobusAppConfig {
        token_storage: Some(storage.clone()),
        ..quick_browser(globus)
    })
}

fn count(globus: &GlobusLocal, kind: IssuedKind) -> usize {
    globus
        .issued()
        .iter()
        .filter(|issued| issued.kind == kind)
        .count()
}

/// Whether any access token that was issued still works.
async fn any_token_is_good(globus: &GlobusLocal) -> bool {
    for issued in globus.issued() {
        for path in ["flows", "v2/oauth2/userinfo"] {
            let request = reqwest::Client::new().get(format!("{}{path}", globus.url()));
            let answer = request
                .bearer_auth(&issued.value)
                .send()
                .await
                .expect("it answers");
            if answer.status().is_success() {
                return true;
            }
        }
    }
    false
}

#[tokio::test]
async fn a_caller_that_comes_late_does_not_open_the_browser_again() {
    let globus = globus(true).await;
    let storage = Arc::new(Faulty::default());
    let app = app_that_keeps_in(&globus, &storage);
    let flows = FlowsClient::new(&app);
    storage.holds_next_get.store(true, Ordering::SeqCst);
    // Finds no token, and is then held up until someone else has signed in.
    let late = tokio::spawn(async move { flows.list_flows().send().await });
    storage.held.notified().await;
    app.login().await.expect("signed in");
    storage.released.notify_one();
    late.await
        .expect("no panic")
        .expect("it uses the token that is there now");
    assert_eq!(
        count(&globus, IssuedKind::AuthorizationCode),
        1,
        "one browser trip"
    );
}

#[tokio::test]
async fn a_login_whose_tokens_cannot_all_be_saved_leaves_none() {
    let globus = globus(true).await;
    let storage = Arc::new(Faulty::default());
    let app = app_that_keeps_in(&globus, &storage);
    let _flows = FlowsClient::new(&app);
    storage.fails_to_put.store(true, Ordering::SeqCst);
    let outcome = app.login().await;
    assert!(
        matches!(outcome, Err(Error::Storage(StorageError::WriteFailed))),
        "{outcome:?}"
    );
    assert_eq!(
        app.missing_tokens().await.expect("memory"),
        ["auth.globus.org", FlowsScopes::RESOURCE_SERVER]
    );
    assert!(app.identity().is_none());
    assert!(!any_token_is_good(&globus).await, "all were given back");
}

#[tokio::test]
async fn logout_revokes_even_what_cannot_be_deleted() {
    let globus = globus(true).await;
    let storage = Arc::new(Faulty::default());
    let app = app_that_keeps_in(&globus, &storage);
    FlowsClient::new(&app)
        .list_flows()
        .send()
        .await
        .expect("flows");
    assert!(any_token_is_good(&globus).await);
    storage.fails_to_delete.store(true, Ordering::SeqCst);
    let outcome = app.logout().await;
    assert!(
        matches!(outcome, Err(Error::Storage(StorageError::WriteFailed))),
        "{outcome:?}"
    );
    assert!(!any_token_is_good(&globus).await, "all were revoked");
}

#[tokio::test]
async fn a_look_from_before_does_not_bring_a_forgotten_token_back() {
    let globus = globus(true).await;
    let storage = Arc::new(Faulty::default());
    let app = app_that_keeps_in(&globus, &storage);
    let _flows = FlowsClient::new(&app);
    app.login().await.expect("signed in");
    // Another start, which hasn't read anything yet.
    let app = app_that_keeps_in(&globus, &storage);
    storage.holds_next_get.store(true, Ordering::SeqCst);
    let late = tokio::spawn({
        let app = app.clone();
        async move { app.held_tokens().await }
    });
    storage.held.notified().await;
    let server = FlowsScopes::RESOURCE_SERVER;
    app.forget(server).await.expect("memory");
    storage.released.notify_one();
    let late = late.await.expect("no panic").expect("memory");
    let again = app.held_tokens().await.expect("memory");
    for held in [late, again] {
        assert!(held.iter().all(|held| held.resource_server != server));
    }
}
