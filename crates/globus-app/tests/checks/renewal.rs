//! Renewals: early, only once, saved before use, and never at the expense of the account.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use futures::future::join_all;
use globus_app::{
    Error, FlowsClient, FlowsScopes, GlobusAppConfig, MemoryTokenStorage, StorageError, TokenData,
    TokenKey, TokenStorage, TokenValidationError,
};
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use crate::{
    between::{Asked, Between, Reply, Upstream},
    rotation::rotating,
    signer::Signer,
    support::{CLIENT_ID, config, key, stored, user_app},
};

const FLOWS: &str = FlowsScopes::RESOURCE_SERVER;

/// An app signed in at `globus`, with the expiry of the stored Flows token moved by `ahead`. And
/// the same app after a restart, which must not log in.
async fn restarted(
    globus: &Between,
    storage: Arc<dyn TokenStorage>,
    ahead: SignedDuration,
) -> FlowsClient {
    let config = GlobusAppConfig {
        token_storage: Some(storage.clone()),
        ..config(&globus.url)
    };
    let app = user_app(config.clone());
    let _flows = FlowsClient::new(&app);
    app.login().await.expect("signed in");
    let mut record = stored(storage.as_ref(), FLOWS).await;
    record.expires_at = Timestamp::now() + ahead;
    storage.put(&key(FLOWS), &record).await.expect("memory");
    FlowsClient::new(&user_app(GlobusAppConfig {
        token_validation_error_handler: None,
        ..config
    }))
}

fn memory() -> Arc<dyn TokenStorage> {
    Arc::new(MemoryTokenStorage::new())
}

const OVER: SignedDuration = SignedDuration::from_hours(-1);

async fn call(flows: &FlowsClient) -> Result<(), Error> {
    flows.list_flows().per_page(1).send().await.map(|_| ())
}

#[tokio::test]
async fn c8_a_hundred_tasks_with_an_expired_token_refresh_once() {
    let globus = rotating().await;
    let flows = restarted(&globus, memory(), OVER).await;
    for outcome in join_all((0..100).map(|_| call(&flows))).await {
        outcome.expect("renewed");
    }
    assert_eq!(globus.refreshes(), 1);
}

#[tokio::test]
async fn c8_a_token_that_ends_within_a_minute_is_renewed_before_it_is_refused() {
    let globus = Between::start().await;
    let flows = restarted(&globus, memory(), SignedDuration::from_secs(55)).await;
    call(&flows).await.expect("renewed");
    assert_eq!((globus.refreshes(), globus.count("/flows")), (1, 1));
}

/// Records what is stored, along with the requests.
#[derive(Debug)]
struct Logged {
    memory: MemoryTokenStorage,
    log: Arc<Mutex<Vec<String>>>,
}

#[async_trait]
impl TokenStorage for Logged {
    async fn get(&self, key: &TokenKey) -> Result<Option<TokenData>, StorageError> {
        self.log.lock().expect("whole").push("look".into());
        self.memory.get(key).await
    }

    async fn put(&self, key: &TokenKey, data: &TokenData) -> Result<(), StorageError> {
        let token = data.access_token.expose_secret();
        self.log
            .lock()
            .expect("whole")
            .push(format!("write {token}"));
        self.memory.put(key, data).await
    }

    async fn delete(&self, key: &TokenKey) -> Result<(), StorageError> {
        self.log.lock().expect("whole").push("delete".into());
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

/// A Globus and a storage that write to one log. `script` may answer in Globus's place.
async fn logged(
    script: impl Fn(&Asked) -> Option<Reply> + Send + Sync + 'static,
) -> (Between, Arc<dyn TokenStorage>, Arc<Mutex<Vec<String>>>) {
    let log = Arc::new(Mutex::new(Vec::new()));
    let requests = log.clone();
    let globus = Between::with(move |asked: Asked, globus: Upstream| {
        if asked.is_refresh() {
            requests.lock().expect("whole").push("refresh".into());
        } else if asked.path.starts_with("/flows") {
            let headers = asked.headers.iter();
            let token = headers
                .filter(|(name, _)| name == "authorization")
                .map(|(_, value)| value.trim_start_matches("Bearer ").to_owned());
            let used = token.map(|token| format!("use {token}"));
            requests.lock().expect("whole").extend(used);
        }
        let instead = script(&asked);
        Box::pin(async move {
            match instead {
                Some(reply) => reply,
                None => globus.ask(&asked).await,
            }
        })
    });
    let storage = Arc::new(Logged {
        memory: MemoryTokenStorage::new(),
        log: log.clone(),
    });
    (globus.await, storage, log)
}

#[tokio::test]
async fn c10_the_next_token_is_written_before_it_is_used() {
    let (globus, storage, log) = logged(|_| None).await;
    let flows = restarted(&globus, storage.clone(), OVER).await;
    log.lock().expect("whole").clear();
    call(&flows).await.expect("renewed");
    let token = stored(storage.as_ref(), FLOWS).await.access_token;
    let token = token.expose_secret();
    let log = log.lock().expect("whole");
    let at = |what: &str| log.iter().position(|entry| entry == what).expect("logged");
    let order = [
        at("refresh"),
        at(&format!("write {token}")),
        at(&format!("use {token}")),
    ];
    assert!(order.is_sorted(), "{log:?}");
    let looks = log[..at("refresh")].iter().filter(|entry| *entry == "look");
    assert_eq!(
        looks.count(),
        2,
        "one to begin with, one in its turn: {log:?}"
    );
}

/// Passes requests on, but changes the answers to refreshes.
async fn answering(change: impl Fn(&mut Value) + Clone + Send + Sync + 'static) -> Between {
    Between::with(move |asked, globus| {
        let change = change.clone();
        Box::pin(async move {
            let reply = globus.ask(&asked).await;
            let Reply::Answer { status, body, .. } = &reply else {
                return reply;
            };
            if !asked.is_refresh() {
                return reply;
            }
            let mut body = serde_json::from_str(body).expect("JSON");
            change(&mut body);
            Reply::json(*status, &body)
        })
    })
    .await
}

#[tokio::test]
async fn c10_an_answer_without_a_refresh_token_keeps_the_old_one() {
    let globus = answering(|body| body["refresh_token"] = Value::Null).await;
    let storage = memory();
    let flows = restarted(&globus, storage.clone(), OVER).await;
    let before = stored(storage.as_ref(), FLOWS).await.refresh_token;
    call(&flows).await.expect("renewed");
    let after = stored(storage.as_ref(), FLOWS).await.refresh_token;
    let [before, after] = [before, after].map(|token| token.expect("there"));
    assert_eq!(before.expose_secret(), after.expose_secret());
}

#[tokio::test]
async fn c10_a_rotated_refresh_token_replaces_the_old_one() {
    let globus = rotating().await;
    let storage = memory();
    let flows = restarted(&globus, storage.clone(), OVER).await;
    let before = stored(storage.as_ref(), FLOWS).await.refresh_token;
    call(&flows).await.expect("renewed");
    let after = stored(storage.as_ref(), FLOWS).await.refresh_token;
    let [before, after] = [before, after].map(|token| token.expect("there"));
    assert_ne!(before.expose_secret(), after.expose_secret());
    globus.globus.expire_access_tokens();
    call(&flows).await.expect("renewed with it");
}

/// A Globus that refuses refresh tokens that start with "old".
async fn refusing_old() -> Between {
    Between::with(|asked, globus| {
        Box::pin(async move {
            let token = asked.field("refresh_token").unwrap_or_default();
            if asked.is_refresh() && token.starts_with("old") {
                Reply::json(401, &json!({"error": "invalid_grant"}))
            } else {
                globus.ask(&asked).await
            }
        })
    })
    .await
}

/// As if another process had rotated the token between our check and our request.
#[derive(Debug)]
struct Late {
    memory: MemoryTokenStorage,
    looks_until_changed: AtomicUsize,
    changed: Mutex<Option<TokenData>>,
}

#[async_trait]
impl TokenStorage for Late {
    async fn get(&self, key: &TokenKey) -> Result<Option<TokenData>, StorageError> {
        let before = self.looks_until_changed.load(Ordering::SeqCst);
        if key.resource_server == FLOWS && before > 0 {
            self.looks_until_changed.fetch_sub(1, Ordering::SeqCst);
            let changed = self.changed.lock().expect("whole").clone();
            if let (1, Some(changed)) = (before, changed) {
                self.memory.put(key, &changed).await?;
            }
        }
        self.memory.get(key).await
    }

    async fn put(&self, key: &TokenKey, data: &TokenData) -> Result<(), StorageError> {
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

#[tokio::test]
async fn c11_a_refused_refresh_token_that_storage_has_replaced_is_tried_once_more() {
    let globus = refusing_old().await;
    let storage = Arc::new(Late {
        memory: MemoryTokenStorage::new(),
        looks_until_changed: AtomicUsize::default(),
        changed: Mutex::default(),
    });
    let flows = restarted(&globus, storage.clone(), OVER).await;
    let good = stored(storage.as_ref(), FLOWS).await;
    let mut old = good.clone();
    old.refresh_token = Some(SecretString::from("old"));
    old.access_token = SecretString::from("old");
    storage.put(&key(FLOWS), &old).await.expect("memory");
    // The first read starts, the second happens under the lock, and the third finds the change.
    *storage.changed.lock().expect("whole") = Some(good);
    storage.looks_until_changed.store(3, Ordering::SeqCst);
    call(&flows).await.expect("renewed with the other one");
    assert_eq!(globus.refreshes(), 2);
}

#[tokio::test]
async fn c11_a_refresh_token_refused_for_good_signs_out_that_record_only() {
    let globus = Between::start().await;
    let storage = memory();
    let flows = restarted(&globus, storage.clone(), OVER).await;
    globus.globus.revoke_refresh_tokens();
    let outcome = call(&flows).await;
    let Err(Error::LoginRequired { reason, .. }) = outcome else {
        panic!("{outcome:?}")
    };
    let resource_server = FLOWS.to_owned();
    assert_eq!(reason, TokenValidationError::Expired { resource_server });
    assert!(storage.get(&key(FLOWS)).await.expect("memory").is_none());
    stored(storage.as_ref(), "auth.globus.org").await;
    assert_eq!(globus.refreshes(), 1);
}

#[tokio::test]
async fn f10_a_revoked_account_says_so_once_and_can_sign_in_again() {
    let globus = rotating().await;
    let storage = memory();
    let app = user_app(GlobusAppConfig {
        token_storage: Some(storage.clone()),
        ..config(&globus.url)
    });
    let flows = FlowsClient::new(&app);
    call(&flows).await.expect("signed in");
    globus.globus.expire_access_tokens();
    globus.globus.revoke_refresh_tokens();
    for outcome in join_all((0..20).map(|_| call(&flows))).await {
        outcome.expect("signed in again");
    }
    assert_eq!(globus.refreshes(), 1);
    assert_eq!(globus.count("/v2/oauth2/authorize"), 2, "one login for all");
}

/// Answers the first refreshes like this, and the others like Globus.
async fn refusing_first(times: usize, status: u16, retry_after: &str) -> Between {
    let (left, retry_after) = (AtomicUsize::new(times), retry_after.to_owned());
    Between::with(move |asked, globus| {
        let is_refused = asked.is_refresh()
            && left
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                    left.checked_sub(1)
                })
                .is_ok();
        let headers = vec![("retry-after".to_owned(), retry_after.clone())];
        Box::pin(async move {
            if is_refused {
                Reply::Answer {
                    status,
                    headers,
                    body: "{}".into(),
                }
            } else {
                globus.ask(&asked).await
            }
        })
    })
    .await
}

#[tokio::test]
async fn c12_f11_a_busy_globus_is_asked_again_when_it_says_and_nobody_is_signed_out() {
    let soon = httpdate::fmt_http_date(std::time::SystemTime::now());
    for (status, retry_after) in [(429, "1"), (503, soon.as_str()), (429, "-5"), (503, "soon")] {
        let globus = refusing_first(1, status, retry_after).await;
        let flows = restarted(&globus, memory(), OVER).await;
        for outcome in join_all((0..50).map(|_| call(&flows))).await {
            outcome.expect("renewed");
        }
        assert_eq!(globus.refreshes(), 2, "one timer: {status} {retry_after}");
    }
}

#[tokio::test]
async fn c12_f11_a_globus_that_is_busy_for_years_is_an_error_and_nobody_is_signed_out() {
    let globus = refusing_first(1, 429, "1000000000").await;
    let storage = memory();
    let flows = restarted(&globus, storage.clone(), OVER).await;
    let outcome = call(&flows).await;
    let Err(Error::Api(error)) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(error.retry_at.is_some_and(|at| at > Timestamp::now()));
    assert_eq!(globus.refreshes(), 1);
    call(&flows).await.expect("still signed in");
}

#[tokio::test]
async fn c13_without_a_network_nobody_is_signed_out() {
    let globus = rotating().await;
    let storage = memory();
    let flows = restarted(&globus, storage.clone(), OVER).await;
    globus.set_gone(true);
    let outcome = call(&flows).await;
    assert!(matches!(outcome, Err(Error::Network { .. })), "{outcome:?}");
    globus.set_gone(false);
    call(&flows).await.expect("still signed in");
    assert_eq!(globus.refreshes(), 1);
}

#[tokio::test]
async fn c13_a_token_renewed_early_is_used_when_it_cannot_be_renewed_yet() {
    let globus = refusing_first(100, 500, "").await;
    let flows = restarted(&globus, memory(), SignedDuration::from_secs(55)).await;
    call(&flows).await.expect("with the token as it is");
    assert_eq!(globus.refreshes(), 1);
}

#[tokio::test]
async fn c13_a_refresh_without_an_answer_is_repeated_only_after_a_look_at_storage() {
    let is_first = std::sync::atomic::AtomicBool::new(true);
    let (globus, storage, log) = logged(move |asked| {
        let breaks = asked.is_refresh() && is_first.swap(false, Ordering::SeqCst);
        breaks.then_some(Reply::HangUp)
    })
    .await;
    let flows = restarted(&globus, storage, OVER).await;
    let outcome = call(&flows).await;
    assert!(
        outcome.is_err(),
        "the connection broke: {:?}",
        log.lock().expect("whole")
    );
    call(&flows).await.expect("renewed");
    let log = log.lock().expect("whole");
    let refreshes: Vec<_> = log
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| (entry == "refresh").then_some(at))
        .collect();
    let &[first, second] = &refreshes[..] else {
        panic!("{log:?}")
    };
    assert!(
        log[first..second].iter().any(|entry| entry == "look"),
        "{log:?}"
    );
}

#[tokio::test]
async fn c14_a_refresh_answer_that_speaks_of_somebody_else_is_not_kept() {
    let signer = Signer::new();
    let claims = Arc::new(Mutex::new(json!({})));
    let (key_owner, said) = (signer.clone(), claims.clone());
    let globus = Between::with(move |asked, globus| {
        let (signer, claims) = (key_owner.clone(), said.lock().expect("whole").clone());
        Box::pin(async move {
            let is_ours = claims.get("iss").is_some();
            if is_ours && asked.path == "/jwk.json" {
                return Reply::json(200, &signer.keys());
            }
            let reply = globus.ask(&asked).await;
            match &reply {
                Reply::Answer { status, body, .. } if asked.is_refresh() => {
                    let mut body: Value = serde_json::from_str(body).expect("JSON");
                    body["id_token"] = signer.id_token(claims).into();
                    Reply::json(*status, &body)
                }
                _ => reply,
            }
        })
    })
    .await;
    let storage = memory();
    let flows = restarted(&globus, storage.clone(), OVER).await;
    let before = stored(storage.as_ref(), FLOWS).await;
    let iss = globus.url.trim_end_matches('/').to_owned();
    let sub = before.identity_id.clone().expect("known");
    for (iss, sub, aud) in [
        ("https://evil.example", sub.as_str(), CLIENT_ID),
        (&iss, "somebody-else", CLIENT_ID),
        (&iss, &sub, "another-client"),
    ] {
        *claims.lock().expect("whole") = json!({"iss": iss, "sub": sub, "aud": aud});
        let outcome = call(&flows).await;
        assert!(matches!(outcome, Err(Error::Login(_))), "{outcome:?}");
        let kept = stored(storage.as_ref(), FLOWS).await.access_token;
        assert_eq!(kept.expose_secret(), before.access_token.expose_secret());
    }
    *claims.lock().expect("whole") = json!({"iss": iss, "sub": sub, "aud": CLIENT_ID});
    call(&flows).await.expect("that one is right");
}

#[tokio::test]
async fn c7_f9_a_clock_that_is_off_costs_one_refresh() {
    for ahead in [
        SignedDuration::from_mins(-10),
        SignedDuration::from_hours(-24),
        SignedDuration::from_mins(10),
        SignedDuration::from_hours(24),
    ] {
        let globus = rotating().await;
        let flows = restarted(&globus, memory(), ahead).await;
        // With the clock set back, the record says that it is valid, and Globus says that it isn't.
        globus.globus.expire_access_tokens();
        for _ in 0..3 {
            for outcome in join_all((0..20).map(|_| call(&flows))).await {
                outcome.expect("renewed");
            }
        }
        assert_eq!(globus.refreshes(), 1, "{ahead}");
    }
}

#[tokio::test]
async fn c7_a_strange_lifetime_is_no_storm() {
    for life in [
        json!(0),
        json!(-1),
        json!("3600"),
        json!(1e18),
        json!("soon"),
        Value::Null,
    ] {
        let said = life.clone();
        let globus = answering(move |body| body["expires_in"] = said.clone()).await;
        let flows = restarted(&globus, memory(), OVER).await;
        for _ in 0..5 {
            call(&flows).await.expect("renewed");
        }
        assert_eq!(globus.refreshes(), 1, "{life}");
    }
}
