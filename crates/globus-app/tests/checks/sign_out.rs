//! Signing out: tokens are deleted here at once, and revoked at Globus as soon as possible.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use globus_app::{
    Error, FlowsClient, GlobusAppConfig, LoginError, MemoryTokenStorage, TokenStorage,
    TransferClient,
};
use globus_local::IssuedKind;

use crate::{
    between::{Asked, Between},
    support::{config, key, user_app},
};

/// What was revoked, in order.
fn revoked(globus: &Between) -> Vec<Asked> {
    let asked = globus.asked().into_iter();
    asked
        .filter(|asked| asked.path == "/v2/oauth2/token/revoke")
        .collect()
}

#[tokio::test]
async fn c15_sign_out_deletes_and_then_revokes_refresh_tokens_first() {
    let globus = Between::start().await;
    let storage: Arc<dyn TokenStorage> = Arc::new(MemoryTokenStorage::new());
    let config = GlobusAppConfig {
        token_storage: Some(storage.clone()),
        ..config(&globus.url)
    };
    let app = user_app(config.clone());
    let (_flows, _transfer) = (FlowsClient::new(&app), TransferClient::new(&app));
    app.login().await.expect("signed in");
    let issued = |kind: IssuedKind| -> BTreeSet<String> {
        let issued = globus.globus.issued().into_iter();
        let issued = issued.filter(|issued| issued.kind == kind);
        issued.map(|issued| issued.value).collect()
    };
    let (refresh, access) = (
        issued(IssuedKind::RefreshToken),
        issued(IssuedKind::AccessToken),
    );
    // Another app with the same account, which doesn't use those services.
    user_app(config).logout().await.expect("memory");
    assert!(storage.list(&key("")).await.expect("memory").is_empty());
    let mut revoked: Vec<_> = revoked(&globus)
        .iter()
        .filter_map(|asked| asked.field("token"))
        .collect();
    let then = revoked.split_off(refresh.len());
    assert_eq!(BTreeSet::from_iter(revoked), refresh, "first");
    assert_eq!(BTreeSet::from_iter(then), access, "then");
}

#[tokio::test]
async fn f38_offline_everything_here_is_gone_at_once_and_globus_is_told_later() {
    let globus = Between::start().await;
    let storage: Arc<dyn TokenStorage> = Arc::new(MemoryTokenStorage::new());
    let app = user_app(GlobusAppConfig {
        token_storage: Some(storage.clone()),
        token_validation_error_handler: None,
        ..config(&globus.url)
    });
    let flows = FlowsClient::new(&app);
    app.login().await.expect("signed in");
    globus.set_gone(true);
    app.logout().await.expect("nothing here is against it");
    assert!(storage.list(&key("")).await.expect("memory").is_empty());
    assert!(app.identity().is_none());
    flows.list_flows().send().await.expect_err("signed out");
    assert_eq!(app.unrevoked_tokens(), 4, "said, as long as it is so");
    globus.set_gone(false);
    globus.revoked(4).await;
    // The last answers are still on their way.
    let heard = async {
        while app.unrevoked_tokens() > 0 {
            tokio::task::yield_now().await;
        }
    };
    let heard = tokio::time::timeout(Duration::from_secs(30), heard).await;
    heard.expect("nothing is left");
}

#[tokio::test]
async fn c15_a_renewal_that_runs_does_not_bring_the_account_back() {
    let globus = Between::start().await;
    let storage: Arc<dyn TokenStorage> = Arc::new(MemoryTokenStorage::new());
    let app = user_app(GlobusAppConfig {
        token_storage: Some(storage.clone()),
        token_validation_error_handler: None,
        ..config(&globus.url)
    });
    let flows = FlowsClient::new(&app);
    app.login().await.expect("signed in");
    globus.globus.expire_access_tokens();
    let release = globus.hold_next(Asked::is_refresh);
    let running = tokio::spawn(async move { flows.list_flows().send().await });
    globus.holds().await;
    app.logout().await.expect("memory");
    release.notify_one();
    running.await.expect("no panic").expect_err("signed out");
    assert!(storage.list(&key("")).await.expect("memory").is_empty());
    // The token from the renewal is revoked, too: one more than was stored.
    globus.revoked(5).await;
}

#[tokio::test]
async fn c15_a_login_that_runs_does_not_bring_the_account_back() {
    let globus = Between::start().await;
    let storage: Arc<dyn TokenStorage> = Arc::new(MemoryTokenStorage::new());
    let app = user_app(GlobusAppConfig {
        token_storage: Some(storage.clone()),
        ..config(&globus.url)
    });
    let release = globus.hold_next(Asked::is_exchange);
    let running = tokio::spawn({
        let app = app.clone();
        async move { app.login().await }
    });
    globus.holds().await;
    app.logout().await.expect("memory");
    release.notify_one();
    let outcome = running.await.expect("no panic");
    assert!(
        matches!(outcome, Err(Error::Login(LoginError::Cancelled))),
        "{outcome:?}"
    );
    assert!(storage.list(&key("")).await.expect("memory").is_empty());
    assert!(app.identity().is_none());
    globus.revoked(2).await;
}
