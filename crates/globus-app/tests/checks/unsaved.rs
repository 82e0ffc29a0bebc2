//! A renewed token that could not be saved: used, reported, and tried again.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use futures::future::join_all;
use globus_app::{
    Error, FlowsClient, FlowsScopes, GlobusAppConfig, MemoryTokenStorage, StorageError, TokenData,
    TokenKey, TokenStorage, UserApp,
};
use secrecy::ExposeSecret;

use crate::{
    between::Between,
    rotation::rotating,
    support::{config, stored, user_app},
};

const FLOWS: &str = FlowsScopes::RESOURCE_SERVER;

/// A storage that is full for a while.
#[derive(Debug, Default)]
struct Full {
    memory: MemoryTokenStorage,
    is_full: AtomicBool,
}

#[async_trait]
impl TokenStorage for Full {
    async fn get(&self, key: &TokenKey) -> Result<Option<TokenData>, StorageError> {
        self.memory.get(key).await
    }

    async fn put(&self, key: &TokenKey, data: &TokenData) -> Result<(), StorageError> {
        if self.is_full.load(Ordering::SeqCst) {
            return Err(StorageError::WriteFailed);
        }
        self.memory.put(key, data).await
    }

    async fn delete(&self, key: &TokenKey) -> Result<(), StorageError> {
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

/// Signed in at a Globus that rotates, then out of space.
async fn out_of_space() -> (Between, Arc<Full>, UserApp, FlowsClient) {
    let (globus, storage) = (rotating().await, Arc::new(Full::default()));
    let app = user_app(GlobusAppConfig {
        token_storage: Some(storage.clone()),
        token_validation_error_handler: None,
        ..config(&globus.url)
    });
    let flows = FlowsClient::new(&app);
    app.login().await.expect("signed in");
    globus.globus.expire_access_tokens();
    storage.is_full.store(true, Ordering::SeqCst);
    (globus, storage, app, flows)
}

async fn call(flows: &FlowsClient) -> Result<(), Error> {
    flows.list_flows().per_page(1).send().await.map(|_| ())
}

#[tokio::test]
async fn f19_a_token_that_cannot_be_written_is_used_and_reported_and_the_old_record_stays() {
    let (globus, storage, app, flows) = out_of_space().await;
    let before = stored(storage.as_ref(), FLOWS).await;
    for outcome in join_all((0..20).map(|_| call(&flows))).await {
        outcome.expect("with the new token");
    }
    assert_eq!(globus.refreshes(), 1);
    assert_eq!(app.unsaved_tokens(), [FLOWS]);
    let there = stored(storage.as_ref(), FLOWS).await;
    let [there, before] = [&there, &before].map(|token| token.access_token.expose_secret());
    assert_eq!(there, before);
    let outcome = app.save_unsaved_tokens().await;
    assert!(matches!(
        outcome,
        Err(Error::Storage(StorageError::WriteFailed))
    ));
    assert_eq!(app.unsaved_tokens(), [FLOWS]);
}

#[tokio::test]
async fn f19_the_next_refresh_goes_on_from_the_token_in_memory() {
    let (globus, _storage, app, flows) = out_of_space().await;
    for round in 1..=3 {
        globus.globus.expire_access_tokens();
        call(&flows).await.expect("renewed in memory");
        assert_eq!(globus.refreshes(), round);
    }
    assert_eq!(app.unsaved_tokens(), [FLOWS]);
}

#[tokio::test]
async fn f19_what_was_unsaved_is_written_once_there_is_space() {
    let (globus, storage, app, flows) = out_of_space().await;
    call(&flows).await.expect("renewed");
    storage.is_full.store(false, Ordering::SeqCst);
    app.save_unsaved_tokens().await.expect("written");
    assert!(app.unsaved_tokens().is_empty());
    // As after a restart.
    let again = user_app(GlobusAppConfig {
        token_storage: Some(storage),
        token_validation_error_handler: None,
        ..config(&globus.url)
    });
    let flows = FlowsClient::new(&again);
    call(&flows).await.expect("the record is the new one");
    assert_eq!(globus.refreshes(), 1);
}

#[tokio::test]
async fn f19_a_sign_out_revokes_a_token_that_was_never_written() {
    let (globus, storage, app, flows) = out_of_space().await;
    call(&flows).await.expect("renewed");
    let kept = stored(storage.as_ref(), FLOWS).await.access_token;
    app.logout().await.expect("deleting works");
    assert!(app.unsaved_tokens().is_empty());
    let asked = globus.asked();
    let revoked: Vec<_> = asked
        .iter()
        .filter(|asked| asked.path == "/v2/oauth2/token/revoke")
        .filter_map(|asked| asked.field("token"))
        .collect();
    let used = asked
        .iter()
        .rev()
        .find(|asked| asked.path.starts_with("/flows"));
    let used = used.and_then(|asked| {
        let mut headers = asked.headers.iter();
        let header = headers.find(|(name, _)| name == "authorization");
        header.map(|(_, value)| value.trim_start_matches("Bearer ").to_owned())
    });
    assert!(revoked.contains(&used.expect("a call was made")));
    assert!(revoked.contains(&kept.expose_secret().to_owned()));
}
