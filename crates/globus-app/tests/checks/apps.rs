//! Building apps for a user or a client, and the errors if something is missing.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::STANDARD};
use globus_app::{
    AuthScopes, BuildError, ClientApp, Error, FlowsClient, FlowsScopes, GlobusApp, GlobusAppConfig,
    MemoryTokenStorage, TokenStorage, TokenValidationError, TokenValidationErrorHandler,
    TransferScopes, UserApp,
};
use globus_local::{CONFIDENTIAL_CLIENT_ID, CONFIDENTIAL_CLIENT_SECRET};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

use crate::{
    between::Between,
    support::{APP_NAME, CLIENT_ID, config, key, stored, user_app},
};

#[test]
fn an_app_is_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    shared::<UserApp>();
    shared::<ClientApp>();
    shared::<globus_app::GlobusApp>();
    shared::<Error>();
}

#[test]
fn what_an_app_lacks_is_said_when_it_is_built() {
    let login_flow_manager = config("http://127.0.0.1:9").login_flow_manager;
    let client = || ClientApp::builder(APP_NAME, CLIENT_ID);
    let error = client().build().expect_err("no secret");
    assert_eq!(error, BuildError::MissingSecret);
    assert!(error.to_string().contains("secret"), "{error}");
    let error = client().client_secret("").build().expect_err("no secret");
    assert_eq!(error, BuildError::MissingSecret);
    let given = GlobusAppConfig {
        login_flow_manager,
        ..GlobusAppConfig::default()
    };
    let error = client().client_secret("s").config(given.clone()).build();
    let error = error.expect_err("a manager");
    assert_eq!(error, BuildError::LoginFlowManagerGiven);
    assert!(error.to_string().contains("login flow manager"), "{error}");
    let error = UserApp::builder(APP_NAME, "").build().expect_err("no id");
    assert_eq!(error, BuildError::MissingClientId);
    // A confidential client can't use the page that shows a code.
    let confidential = || UserApp::builder(APP_NAME, CLIENT_ID).client_secret("s");
    let error = confidential().build().expect_err("no redirect URI");
    assert_eq!(error, BuildError::MissingRedirectUri);
    confidential().config(given).build().expect("complete");
    UserApp::builder(APP_NAME, CLIENT_ID)
        .build()
        .expect("complete");
    client().client_secret("s").build().expect("complete");
}

#[test]
fn scope_requirements_are_given_at_first_and_later_and_can_be_read() {
    let app = UserApp::builder(APP_NAME, CLIENT_ID)
        .scope_requirements(TransferScopes::RESOURCE_SERVER, [TransferScopes::ALL])
        .build()
        .expect("complete");
    app.add_scope_requirements(FlowsScopes::RESOURCE_SERVER, [FlowsScopes::RUN_STATUS]);
    let required = app.scope_requirements();
    assert_eq!(
        required.keys().collect::<Vec<_>>(),
        [
            "auth.globus.org",
            "flows.globus.org",
            "transfer.api.globus.org"
        ]
    );
    assert_eq!(required["flows.globus.org"], [FlowsScopes::RUN_STATUS]);
    let who = [AuthScopes::OPENID, AuthScopes::PROFILE, AuthScopes::EMAIL];
    assert_eq!(required["auth.globus.org"], who);
    let client = ClientApp::builder(APP_NAME, CLIENT_ID).client_secret("s");
    let client = client.build().expect("complete");
    assert!(client.scope_requirements().is_empty(), "no openid");
}

#[tokio::test]
async fn namespaces_are_accounts_apart() {
    let globus = Between::start().await;
    let storage: Arc<dyn TokenStorage> = Arc::new(MemoryTokenStorage::new());
    let in_namespace = |namespace: &str| {
        user_app(GlobusAppConfig {
            token_storage: Some(storage.clone()),
            namespace: namespace.into(),
            ..config(&globus.url)
        })
    };
    let (one, other) = (in_namespace("one"), in_namespace("other"));
    one.login().await.expect("signed in");
    assert!(!one.login_required().await.expect("memory"));
    assert!(other.login_required().await.expect("memory"));
    other.login().await.expect("signed in");
    one.logout().await.expect("memory");
    assert!(!other.login_required().await.expect("memory"));
}

#[tokio::test]
async fn without_refresh_tokens_an_expired_token_needs_a_login() {
    let globus = Between::start().await;
    let storage: Arc<dyn TokenStorage> = Arc::new(MemoryTokenStorage::new());
    let online = GlobusAppConfig {
        token_storage: Some(storage.clone()),
        request_refresh_tokens: false,
        token_validation_error_handler: None,
        ..config(&globus.url)
    };
    let app = user_app(online.clone());
    let _flows = FlowsClient::new(&app);
    app.login().await.expect("signed in");
    let asked = globus.asked().into_iter();
    let authorize = asked
        .map(|asked| asked.path)
        .find(|path| path.contains("authorize"));
    assert!(authorize.is_some_and(|path| path.contains("access_type=online")));
    let mut record = stored(storage.as_ref(), FlowsScopes::RESOURCE_SERVER).await;
    assert!(record.refresh_token.is_none());
    // As if the app used to ask for them.
    record.refresh_token = Some(SecretString::from("left over"));
    let (good_until, key) = (record.expires_at, key(FlowsScopes::RESOURCE_SERVER));
    record.expires_at = Timestamp::now() - SignedDuration::from_hours(1);
    storage.put(&key, &record).await.expect("memory");
    let expired = FlowsClient::new(&user_app(online.clone()))
        .list_flows()
        .send()
        .await;
    record.expires_at = good_until;
    storage.put(&key, &record).await.expect("memory");
    globus.globus.expire_access_tokens();
    let refused = FlowsClient::new(&user_app(online))
        .list_flows()
        .send()
        .await;
    for outcome in [expired, refused] {
        assert!(
            matches!(outcome, Err(Error::LoginRequired { .. })),
            "{outcome:?}"
        );
    }
    assert_eq!(globus.refreshes(), 0);
}

/// Records what it is told, and signs in only if it should.
#[derive(Debug)]
struct Asking {
    told: Mutex<Vec<TokenValidationError>>,
    signs_in: bool,
}

#[async_trait]
impl TokenValidationErrorHandler for Asking {
    async fn handle(&self, app: &GlobusApp, error: &TokenValidationError) -> Result<(), Error> {
        self.told.lock().expect("whole").push(error.clone());
        if self.signs_in {
            app.login().await
        } else {
            Ok(())
        }
    }
}

#[tokio::test]
async fn what_a_call_does_without_a_token_is_the_apps_to_say() {
    let resource_server = FlowsScopes::RESOURCE_SERVER.to_owned();
    for signs_in in [true, false] {
        let globus = Between::start().await;
        let asking = Arc::new(Asking {
            told: Mutex::default(),
            signs_in,
        });
        let app = user_app(GlobusAppConfig {
            token_validation_error_handler: Some(asking.clone()),
            ..config(&globus.url)
        });
        let outcome = FlowsClient::new(&app).list_flows().send().await;
        let missing = TokenValidationError::Missing {
            resource_server: resource_server.clone(),
        };
        assert_eq!(
            *asking.told.lock().expect("whole"),
            std::slice::from_ref(&missing)
        );
        match outcome {
            Ok(_) => assert!(signs_in),
            Err(Error::LoginRequired { reason, .. }) => {
                assert!(!signs_in);
                assert_eq!(reason, missing);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_confidential_client_signs_a_person_in_and_shows_its_secret() {
    let globus = Between::start().await;
    let app = UserApp::builder(APP_NAME, CONFIDENTIAL_CLIENT_ID)
        .client_secret(CONFIDENTIAL_CLIENT_SECRET)
        .config(config(&globus.url))
        .build()
        .expect("complete");
    let flows = FlowsClient::new(&app);
    flows.list_flows().send().await.expect("signed in");
    globus.globus.expire_access_tokens();
    flows.list_flows().send().await.expect("renewed");
    app.logout().await.expect("memory");
    let credentials = format!("{CONFIDENTIAL_CLIENT_ID}:{CONFIDENTIAL_CLIENT_SECRET}");
    let basic = format!("Basic {}", STANDARD.encode(credentials));
    let asked = globus.asked();
    let to_token = asked
        .iter()
        .filter(|asked| asked.path.starts_with("/v2/oauth2/token"));
    let to_token: Vec<_> = to_token.collect();
    assert_eq!(
        to_token.len(),
        1 + 1 + 4,
        "a code, a refresh, four revocations"
    );
    for asked in to_token {
        let mut headers = asked.headers.iter();
        assert!(headers.any(|(name, value)| name == "authorization" && *value == basic));
    }
}
