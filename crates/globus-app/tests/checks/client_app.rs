//! A service account signs in by itself, as itself.

use std::sync::Arc;

use futures::future::join_all;
use globus_app::{
    ClientApp, Error, FlowsClient, FlowsScopes, GlobusAppConfig, LoginError, MemoryTokenStorage,
    TokenStorage, TransferClient, TransferScopes,
};
use globus_local::{SERVICE_ACCOUNT_ID, SERVICE_ACCOUNT_SECRET};
use jiff::{SignedDuration, Timestamp};

use crate::{
    between::Between,
    support::{APP_NAME, config, key},
};

fn app(globus: &Between, secret: &str, storage: &Arc<dyn TokenStorage>) -> ClientApp {
    ClientApp::builder(APP_NAME, SERVICE_ACCOUNT_ID)
        .client_secret(secret)
        .config(GlobusAppConfig {
            login_flow_manager: None,
            token_storage: Some(storage.clone()),
            ..config(&globus.url)
        })
        .build()
        .expect("complete")
}

fn memory() -> Arc<dyn TokenStorage> {
    Arc::new(MemoryTokenStorage::new())
}

/// The scopes of each client-credentials grant.
fn granted(globus: &Between) -> Vec<String> {
    let asked = globus.asked().into_iter();
    asked
        .filter(|asked| asked.field("grant_type").as_deref() == Some("client_credentials"))
        .map(|asked| asked.field("scope").unwrap_or_default())
        .collect()
}

#[tokio::test]
async fn a_call_signs_in_by_itself_for_all_services_and_without_openid() {
    let (globus, storage) = (Between::start().await, memory());
    let app = app(&globus, SERVICE_ACCOUNT_SECRET, &storage);
    let (flows, transfer) = (FlowsClient::new(&app), TransferClient::new(&app));
    flows.list_flows().send().await.expect("flows");
    transfer.task_list().limit(1).send().await.expect("tasks");
    let granted = granted(&globus);
    assert_eq!(granted.len(), 1, "{granted:?}");
    assert!(!granted[0].contains("openid"), "{granted:?}");
    assert_eq!(globus.count("/v2/oauth2/authorize"), 0);
    assert_eq!(
        app.identity().map(|identity| identity.sub).as_deref(),
        Some(SERVICE_ACCOUNT_ID)
    );
    let key = globus_app::TokenKey {
        client_id: SERVICE_ACCOUNT_ID.into(),
        ..key(TransferScopes::RESOURCE_SERVER)
    };
    let record = storage.get(&key).await.expect("memory").expect("there");
    assert_eq!(record.identity_id.as_deref(), Some(SERVICE_ACCOUNT_ID));
    assert!(record.refresh_token.is_none());
}

#[tokio::test]
async fn an_expired_token_is_asked_for_again_once_for_its_service_alone() {
    let (globus, storage) = (Between::start().await, memory());
    let first = app(&globus, SERVICE_ACCOUNT_SECRET, &storage);
    let _clients = (FlowsClient::new(&first), TransferClient::new(&first));
    first.login().await.expect("signed in");
    let key = globus_app::TokenKey {
        client_id: SERVICE_ACCOUNT_ID.into(),
        ..key(FlowsScopes::RESOURCE_SERVER)
    };
    let mut record = storage.get(&key).await.expect("memory").expect("there");
    record.expires_at = Timestamp::now() - SignedDuration::from_hours(1);
    storage.put(&key, &record).await.expect("memory");

    let again = app(&globus, SERVICE_ACCOUNT_SECRET, &storage);
    let flows = FlowsClient::new(&again);
    let calls = (0..20).map(|_| async { flows.list_flows().send().await });
    for outcome in join_all(calls).await {
        outcome.expect("flows");
    }
    globus.globus.expire_access_tokens();
    let calls = (0..20).map(|_| async { flows.list_flows().send().await });
    for outcome in join_all(calls).await {
        outcome.expect("flows");
    }
    let granted = granted(&globus);
    assert_eq!(granted.len(), 3, "at first, expired, and refused");
    for scope in &granted[1..] {
        assert!(!scope.contains("transfer"), "{scope}");
    }
}

#[tokio::test]
async fn a_wrong_secret_is_globus_auths_own_error_and_stores_nothing() {
    let (globus, storage) = (Between::start().await, memory());
    let app = app(&globus, "wrong", &storage);
    let outcome = FlowsClient::new(&app).list_flows().send().await;
    let Err(Error::Api(error)) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(error.status, 401);
    assert!(!error.to_string().contains("wrong"));
    assert_eq!(app.missing_tokens().await.expect("memory").len(), 1);
}

#[tokio::test]
async fn without_scopes_there_is_nothing_to_sign_in_for() {
    let globus = Between::start().await;
    let app = app(&globus, SERVICE_ACCOUNT_SECRET, &memory());
    let outcome = app.run_login_flow(globus_app::GlobusAuthorizationParameters::default());
    let outcome = outcome.await;
    assert!(
        matches!(outcome, Err(Error::Login(LoginError::NothingToAskFor))),
        "{outcome:?}"
    );
}
