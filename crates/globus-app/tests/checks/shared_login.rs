//! One login at a time, shared by everyone who needs it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use futures::future::join_all;
use globus_app::{
    Error, FlowsClient, GlobusAppConfig, GlobusAuthorizationParameters, LoginAnswer, LoginError,
    LoginFlowManager, LoginRequest,
};
use serde_json::json;
use tokio::sync::Notify;

use crate::{
    between::{Asked, Between, Reply},
    support::{config, user_app},
};

/// A Globus whose Flows requires multi-factor authentication for the first login's tokens.
async fn wanting_more() -> Between {
    let first = Arc::new(std::sync::Mutex::new(None));
    Between::with(move |asked, globus| {
        let first = first.clone();
        Box::pin(async move {
            if !asked.path.starts_with("/flows") {
                return globus.ask(&asked).await;
            }
            let mut headers = asked.headers.iter();
            let token = headers.find(|(name, _)| name == "authorization").cloned();
            let wanted = first
                .lock()
                .expect("whole")
                .get_or_insert(token.clone())
                .clone();
            if token == wanted {
                let gare = json!({
                    "code": "AuthorizationRequired",
                    "authorization_parameters": {"session_required_mfa": true, "prompt": "login"},
                });
                return Reply::json(403, &gare);
            }
            globus.ask(&asked).await
        })
    })
    .await
}

#[tokio::test]
async fn calls_that_meet_one_requirement_share_the_login_that_meets_it() {
    let globus = wanting_more().await;
    let app = user_app(GlobusAppConfig {
        auto_redrive_gares: true,
        ..config(&globus.url)
    });
    let flows = FlowsClient::new(&app);
    app.login().await.expect("signed in");
    let calls = (0..25).map(|_| async { flows.list_flows().send().await });
    for outcome in join_all(calls).await {
        outcome.expect("after one more login");
    }
    let logins: Vec<_> = globus
        .asked()
        .into_iter()
        .filter(|asked| asked.path.starts_with("/v2/oauth2/authorize"))
        .collect();
    assert_eq!(logins.len(), 2);
    assert!(logins[1].path.contains("session_required_mfa=True"));
    assert!(logins[1].path.contains("prompt=login"));
    for scope in ["openid", "profile", "email", "view_flows", "run_status"] {
        assert!(logins[1].path.contains(scope), "the app's own {scope}");
    }
}

/// Counts how many logins are shown at once. None is ever answered.
#[derive(Debug, Default)]
struct Counting {
    shown: AtomicUsize,
    most: AtomicUsize,
    total: AtomicUsize,
    changed: Notify,
}

struct Shown<'a>(&'a Counting);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        self.0.shown.fetch_sub(1, Ordering::SeqCst);
        self.0.changed.notify_one();
    }
}

#[async_trait]
impl LoginFlowManager for Counting {
    async fn run_login_flow(&self, _request: &LoginRequest) -> Result<LoginAnswer, LoginError> {
        let now = self.shown.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        self.total.fetch_add(1, Ordering::SeqCst);
        let _shown = Shown(self);
        self.changed.notify_one();
        std::future::pending().await
    }
}

#[tokio::test(start_paused = true)]
async fn logins_that_ask_for_different_things_come_one_after_the_other() {
    let counting = Arc::new(Counting::default());
    let app = user_app(GlobusAppConfig {
        login_flow_manager: Some(counting.clone()),
        ..config("http://127.0.0.1:9")
    });
    let with = |message: &str| GlobusAuthorizationParameters {
        session_message: Some(message.into()),
        ..Default::default()
    };
    let logins = ["one", "two", "two", "three"].map(|message| app.run_login_flow(with(message)));
    for outcome in join_all(logins).await {
        assert!(
            matches!(outcome, Err(Error::Login(LoginError::TimedOut(_)))),
            "{outcome:?}"
        );
    }
    assert_eq!(counting.most.load(Ordering::SeqCst), 1, "at a time");
    assert_eq!(counting.total.load(Ordering::SeqCst), 3, "one of each");
}

#[tokio::test]
async fn a_login_ends_when_the_last_who_waits_for_it_is_gone() {
    let counting = Arc::new(Counting::default());
    let app = user_app(GlobusAppConfig {
        login_flow_manager: Some(counting.clone()),
        ..config("http://127.0.0.1:9")
    });
    let waiting: Vec<_> = (0..3)
        .map(|_| {
            let app = app.clone();
            tokio::spawn(async move { app.login().await })
        })
        .collect();
    counting.changed.notified().await;
    let (last, others) = waiting.split_last().expect("three");
    for other in others {
        other.abort();
    }
    tokio::task::yield_now().await;
    assert_eq!(counting.shown.load(Ordering::SeqCst), 1, "one still waits");
    last.abort();
    counting.changed.notified().await;
    assert_eq!(counting.shown.load(Ordering::SeqCst), 0);
    assert_eq!(counting.total.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn tokens_that_were_issued_are_kept_although_nobody_waits_any_more() {
    let globus = Between::start().await;
    let app = user_app(config(&globus.url));
    let release = globus.hold_next(Asked::is_exchange);
    let waiting = tokio::spawn({
        let app = app.clone();
        async move { app.login().await }
    });
    globus.holds().await;
    waiting.abort();
    assert!(waiting.await.is_err_and(|error| error.is_cancelled()));
    release.notify_one();
    let kept = async {
        while app.login_required().await.expect("memory") {
            tokio::task::yield_now().await;
        }
    };
    let kept = tokio::time::timeout(Duration::from_secs(30), kept).await;
    kept.expect("they were lost");
}
