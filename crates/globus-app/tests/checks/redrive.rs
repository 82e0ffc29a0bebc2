//! Requirements of a service, met by logins to the local Globus.

use std::sync::{Arc, OnceLock};

use globus_app::{
    Environment, Error, FlowsClient, GlobusAppConfig, LocalServerLoginFlowManager,
    MemoryTokenStorage, UserApp,
};
use globus_local::{GlobusLocal, IssuedKind, Options};

use crate::fake::{Answer, CLIENT_ID, Fake};

const FLOWS: &str = r#"{"flows":[]}"#;
/// Each service has its own form, code and status.
const TRANSFERS: &str = r#"{"code":"ConsentRequired","message":"m","request_id":"r",
    "required_scopes":["https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/run"]}"#;

fn mfa(message: usize) -> String {
    format!(
        r#"{{"code":"AuthPolicyFailed","authorization_parameters":
        {{"session_required_mfa":true,"session_message":"{message}"}}}}"#
    )
}

/// Globus Auth is the local one, Flows is the fake, and the browser consents to everything.
async fn app(flows: &Fake, auto_redrive_gares: bool) -> (UserApp, GlobusLocal) {
    let globus = GlobusLocal::start(Options {
        port: 0,
        auto_approve: true,
    })
    .await
    .expect("a free port");
    let environment = Environment::from_lookup(|variable| match variable {
        "GLOBUS_SDK_SERVICE_URL_FLOWS" => Some(flows.url.clone()),
        "GLOBUS_SDK_ENVIRONMENT" => None,
        _ => Some(globus.url().to_owned()),
    });
    let manager = LocalServerLoginFlowManager::new(|url: &url::Url| {
        tokio::spawn(reqwest::get(url.clone()));
        Ok(())
    });
    let builder = UserApp::builder("test-app", CLIENT_ID).config(GlobusAppConfig {
        environment: environment.expect("loopback"),
        login_flow_manager: Some(Arc::new(manager)),
        token_storage: Some(Arc::new(MemoryTokenStorage::new())),
        auto_redrive_gares,
        ..GlobusAppConfig::default()
    });
    (builder.build().expect("complete"), globus)
}

fn logins(globus: &GlobusLocal) -> usize {
    let issued = globus.issued();
    let codes = issued
        .iter()
        .filter(|issued| issued.kind == IssuedKind::AuthorizationCode);
    codes.count()
}

#[tokio::test]
async fn a_requirement_is_met_by_one_login_and_the_call_sent_once_more() {
    for status in [401, 403, 502] {
        for body in [TRANSFERS.to_owned(), mfa(0)] {
            let fake = Fake::start(move |before, _| match before {
                0 => Answer::json(status, "", &body),
                _ => Answer::json(200, "", FLOWS),
            })
            .await;
            let (app, globus) = app(&fake, true).await;
            let flows = FlowsClient::new(&app);
            flows.list_flows().send().await.expect("the second time");
            assert_eq!((fake.seen().len(), logins(&globus)), (2, 2), "{status}");
            let tokens = fake.seen().into_iter().map(|seen| {
                let bearer = seen
                    .head
                    .lines()
                    .find(|line| line.starts_with("authorization"));
                bearer.map(str::to_owned).expect("authorized")
            });
            let tokens: Vec<_> = tokens.collect();
            assert_ne!(tokens[0], tokens[1], "with the token of the new login");
        }
    }
}

#[tokio::test]
async fn a_requirement_that_a_login_does_not_meet_ends_the_call() {
    let fake = Fake::start(|before, _| Answer::json(403, "", mfa(before))).await;
    let (app, globus) = app(&fake, true).await;
    let outcome = FlowsClient::new(&app).list_flows().send().await;
    let Err(Error::RequirementNotMet { gare, host }) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(host, "127.0.0.1");
    assert_eq!(
        gare.authorization_parameters.session_required_mfa,
        Some(true)
    );
    assert_eq!((fake.seen().len(), logins(&globus)), (2, 2));
}

#[tokio::test]
async fn two_requirements_after_each_other_are_both_met() {
    let fake = Fake::start(|before, _| match before {
        0 => Answer::json(403, "", TRANSFERS),
        1 => Answer::json(502, "", mfa(0)),
        _ => Answer::json(200, "", FLOWS),
    })
    .await;
    let (app, globus) = app(&fake, true).await;
    let flows = FlowsClient::new(&app);
    flows.list_flows().send().await.expect("the third time");
    assert_eq!((fake.seen().len(), logins(&globus)), (3, 3));
}

#[tokio::test]
async fn requirements_without_end_do_not_open_the_browser_without_end() {
    let fake = Fake::start(|before, _| {
        let body = format!(
            r#"{{"code":"c","authorization_parameters":{{"session_required_policies":["{before}"]}}}}"#
        );
        Answer::json(403, "", body)
    })
    .await;
    let (app, globus) = app(&fake, true).await;
    let outcome = FlowsClient::new(&app).list_flows().send().await;
    assert!(
        matches!(outcome, Err(Error::RequirementNotMet { .. })),
        "{outcome:?}"
    );
    assert_eq!(logins(&globus), 4, "the first, and three for requirements");
}

#[tokio::test]
async fn an_app_that_does_not_redrive_hands_the_requirement_out() {
    let fake = Fake::always(Answer::json(502, "", mfa(0))).await;
    let (app, globus) = app(&fake, false).await;
    let outcome = FlowsClient::new(&app).list_flows().send().await;
    let Err(Error::Api(error)) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(error.gare.is_some());
    assert_eq!((fake.seen().len(), logins(&globus)), (1, 1));
}

/// Flows requires a login for the first token that it sees, with another message each time.
#[tokio::test]
async fn any_number_of_calls_meet_a_requirement_by_one_login() {
    let first = OnceLock::new();
    let fake = Fake::start(move |before, seen| {
        let bearer = seen
            .head
            .lines()
            .find(|line| line.starts_with("authorization"));
        let bearer = bearer.map(str::to_owned);
        if *first.get_or_init(|| bearer.clone()) == bearer {
            Answer::json(403, "", mfa(before))
        } else {
            Answer::json(200, "", FLOWS)
        }
    })
    .await;
    let (app, globus) = app(&fake, true).await;
    let flows = FlowsClient::new(&app);
    app.login().await.expect("signed in");
    let count = 30;
    let calls = (0..count).map(|_| async { flows.list_flows().send().await });
    for outcome in futures::future::join_all(calls).await {
        outcome.expect("flows");
    }
    assert_eq!(logins(&globus), 2, "to sign in, and for the requirement");
    assert_eq!(fake.seen().len(), 2 * count, "each was sent again, once");
}
