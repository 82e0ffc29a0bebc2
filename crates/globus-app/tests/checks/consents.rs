//! What was granted, and with which dependent scopes.

use std::sync::{Arc, Mutex};

use globus_app::{
    Error, FlowsClient, GlobusAppConfig, GlobusAuthorizationParameters, LoginError, Scope,
    TokenValidationError, TransferClient, TransferScopes, UserApp,
};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::{
    between::{Between, Reply},
    support::{config, user_app},
};

const TRANSFER: &str = TransferScopes::RESOURCE_SERVER;
const DATA_ACCESS: &str = "https://auth.globus.org/scopes/1234/data_access";

/// A Globus where the test decides what was consented to, and with a collection that nobody else
/// knows.
async fn consenting(consents: &Arc<Mutex<Value>>) -> Between {
    let consents = consents.clone();
    let sent: String = form_urlencoded::byte_serialize(dependency().as_bytes()).collect();
    Between::with(move |mut asked, globus| {
        let consents = consents.lock().expect("whole").clone();
        asked.path = asked.path.replace(&sent, "");
        Box::pin(async move {
            if asked.path.starts_with("/v2/api/identities/") {
                Reply::json(200, &json!({ "consents": consents }))
            } else {
                globus.ask(&asked).await
            }
        })
    })
    .await
}

fn asked_for_consents(globus: &Between) -> usize {
    let asked = globus.asked();
    let paths = asked.iter().map(|asked| asked.path.as_str());
    paths
        .filter(|path| path.starts_with("/v2/api/identities/") && path.contains("/consents"))
        .count()
}

fn dependency() -> String {
    format!("[*{DATA_ACCESS}]")
}

fn data_access() -> Value {
    json!([
        {"id": 1, "scope_name": TransferScopes::ALL.scope_string(), "dependency_path": [1]},
        {"id": 2, "scope_name": DATA_ACCESS, "dependency_path": [1, 2]},
        // Its parent is nowhere in the list.
        {"id": 9, "scope_name": DATA_ACCESS, "dependency_path": [8, 9]},
    ])
}

fn requires_data_access(app: &UserApp) {
    let data_access = Scope::new(DATA_ACCESS).expect("a scope").optional();
    let scope = TransferScopes::ALL.with_dependency(data_access);
    app.add_scope_requirements(TRANSFER, [scope]);
}

async fn signed_in(globus: &Between) -> (UserApp, TransferClient) {
    let app = user_app(GlobusAppConfig {
        token_validation_error_handler: None,
        ..config(&globus.url)
    });
    let transfer = TransferClient::new(&app);
    app.login().await.expect("signed in");
    (app, transfer)
}

#[tokio::test]
async fn without_dependencies_nobody_asks_for_consents() {
    let globus = consenting(&Arc::default()).await;
    let (_app, transfer) = signed_in(&globus).await;
    transfer.task_list().limit(1).send().await.expect("tasks");
    assert_eq!(asked_for_consents(&globus), 0);
}

#[tokio::test]
async fn a_dependency_is_met_by_a_consent_and_asked_for_once() {
    let consents = Arc::new(Mutex::new(json!([])));
    let globus = consenting(&consents).await;
    let (app, transfer) = signed_in(&globus).await;
    requires_data_access(&app);
    let outcome = transfer.task_list().limit(1).send().await;
    let Err(Error::LoginRequired { reason, .. }) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(
        matches!(&reason, TokenValidationError::UnmetScopeRequirements { required, .. }
            if required.iter().any(|scope| scope.contains(DATA_ACCESS))),
        "{reason:?}"
    );
    assert_eq!(app.missing_tokens().await.expect("asked"), [TRANSFER]);
    let before = asked_for_consents(&globus);
    *consents.lock().expect("whole") = data_access();
    for _ in 0..3 {
        transfer.task_list().limit(1).send().await.expect("tasks");
    }
    assert_eq!(asked_for_consents(&globus) - before, 1, "then it is known");
}

#[tokio::test]
async fn a_login_asks_for_dependencies_and_makes_known_consents_be_read_anew() {
    let consents = Arc::new(Mutex::new(data_access()));
    let globus = consenting(&consents).await;
    let (app, transfer) = signed_in(&globus).await;
    requires_data_access(&app);
    transfer.task_list().limit(1).send().await.expect("tasks");
    app.run_login_flow(GlobusAuthorizationParameters::default())
        .await
        .expect("signed in");
    let authorize = globus
        .asked()
        .into_iter()
        .rfind(|asked| asked.path.starts_with("/v2/oauth2/authorize"))
        .expect("a login")
        .path;
    let url = url::Url::parse(&format!("http://127.0.0.1{authorize}")).expect("a URL");
    let scope = url.query_pairs().find(|(name, _)| name == "scope");
    let expected = format!("{}{}", TransferScopes::ALL, dependency());
    let scope = scope.expect("sent").1.into_owned();
    assert!(scope.contains(&expected), "{scope}");
    *consents.lock().expect("whole") = json!([]);
    transfer
        .task_list()
        .limit(1)
        .send()
        .await
        .expect_err("it was withdrawn");
}

#[tokio::test]
async fn c6_a_scope_that_was_not_granted_is_said_once_and_nothing_is_kept() {
    let globus = Between::with(|asked, globus| {
        Box::pin(async move {
            let reply = globus.ask(&asked).await;
            match &reply {
                Reply::Answer { status, body, .. } if asked.path == "/v2/oauth2/token" => {
                    let partly = body.replace("run_status", "something_else");
                    Reply::json(*status, &serde_json::from_str(&partly).expect("JSON"))
                }
                _ => reply,
            }
        })
    })
    .await;
    let app = user_app(config(&globus.url));
    let flows = FlowsClient::new(&app);
    let outcome = flows.list_flows().send().await;
    let Err(Error::Login(LoginError::PartlyGranted(missing))) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(missing[0].ends_with("run_status"), "{missing:?}");
    assert_eq!(globus.count("/v2/oauth2/authorize"), 1, "no loop");
    let missing = app.missing_tokens().await.expect("memory");
    assert_eq!(missing, ["auth.globus.org", "flows.globus.org"]);
    globus.revoked(4).await;
}
