//! Bound clients against the local Globus: scopes, automatic logins, renewal, paging.

use crate::support::{browse, globus, handed_browser, quick_browser, user_app};
use std::sync::Arc;

use futures::TryStreamExt;
use globus_app::{
    Error, FlowsClient, FlowsScopes, GlobusAppConfig, LoginError, PasteCodeLoginFlowManager, Task,
    TransferClient,
};
use globus_local::IssuedKind;

#[tokio::test]
async fn the_first_call_signs_in_for_all_services_and_goes_on() {
    let globus = globus(true).await;
    let app = user_app(quick_browser(&globus));
    let (flows, transfer) = (FlowsClient::new(&app), TransferClient::new(&app));
    assert!(app.login_required().await.expect("memory"));

    let page = flows
        .list_flows()
        .order_by("title ASC")
        .per_page(5)
        .send()
        .await
        .expect("flows");
    assert_eq!(page.flows.len(), 5);
    assert!(page.has_next_page);
    transfer
        .task_list()
        .limit(1)
        .send()
        .await
        .expect("no second login");

    assert!(!app.login_required().await.expect("memory"));
    let who = app.identity().expect("signed in");
    assert_eq!(who.name.as_deref(), Some("Ada Lovelace"));
    let codes = globus
        .issued()
        .into_iter()
        .filter(|i| i.kind == IssuedKind::AuthorizationCode);
    assert_eq!(codes.count(), 1, "one browser trip");
}

#[tokio::test]
async fn pages_are_followed_to_the_end() {
    let globus = globus(true).await;
    let app = user_app(quick_browser(&globus));
    let (flows, transfer) = (FlowsClient::new(&app), TransferClient::new(&app));
    let in_order = flows.list_flows().order_by("title ASC");
    let at_once = in_order.clone().per_page(100).send().await.expect("flows");
    assert!(!at_once.has_next_page);
    let flows: Vec<_> = in_order
        .per_page(7)
        .items()
        .try_collect()
        .await
        .expect("flows");
    assert_eq!(flows, at_once.flows);

    let in_order = transfer.task_list().order_by("request_time DESC");
    let at_once = in_order.clone().limit(1_000).send().await.expect("tasks");
    assert_eq!(at_once.tasks.len() as u64, at_once.total);
    let tasks: Vec<_> = in_order
        .limit(33)
        .items()
        .try_collect()
        .await
        .expect("tasks");
    let ids = |tasks: &[Task]| -> Vec<_> {
        let ids = tasks.iter().map(|task| task.task_id);
        ids.collect()
    };
    assert_eq!(ids(&tasks), ids(&at_once.tasks));
}

#[tokio::test]
async fn a_call_with_logins_off_says_what_is_missing_and_opens_no_browser() {
    let globus = globus(true).await;
    let (config, mut opened) = handed_browser(&globus);
    let app = user_app(GlobusAppConfig {
        token_validation_error_handler: None,
        ..config
    });
    let outcome = FlowsClient::new(&app).list_flows().send().await;
    let Err(Error::LoginRequired {
        resource_servers, ..
    }) = outcome
    else {
        panic!("{outcome:?}")
    };
    assert_eq!(resource_servers, [FlowsScopes::RESOURCE_SERVER]);
    assert!(opened.try_recv().is_err());
}

#[tokio::test]
async fn a_scope_added_later_makes_the_token_insufficient() {
    let globus = globus(true).await;
    let app = user_app(quick_browser(&globus));
    let flows = FlowsClient::new(&app);
    flows.list_flows().send().await.expect("flows");
    flows.add_app_scope(FlowsScopes::MANAGE_FLOWS);
    assert_eq!(
        app.missing_tokens().await.expect("memory"),
        [FlowsScopes::RESOURCE_SERVER]
    );
    flows
        .list_flows()
        .send()
        .await
        .expect("a second login, by itself");
    assert!(app.missing_tokens().await.expect("memory").is_empty());
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_for_any_number_of_calls() {
    let globus = globus(true).await;
    let app = user_app(quick_browser(&globus));
    let flows = FlowsClient::new(&app);
    flows.list_flows().send().await.expect("flows");
    let issued = || {
        globus
            .issued()
            .iter()
            .filter(|i| i.kind == IssuedKind::AccessToken)
            .count()
    };
    let before = issued();
    globus.expire_access_tokens();
    let calls = (0..50).map(|_| async { flows.list_flows().send().await });
    for outcome in futures::future::join_all(calls).await {
        outcome.expect("renewed");
    }
    assert_eq!(issued() - before, 1, "one refresh for fifty calls");
}

#[tokio::test]
async fn a_token_beyond_renewal_starts_one_login_that_all_calls_share() {
    let globus = globus(true).await;
    let app = user_app(quick_browser(&globus));
    let flows = FlowsClient::new(&app);
    flows.list_flows().send().await.expect("flows");
    globus.expire_access_tokens();
    globus.revoke_refresh_tokens();
    let codes = || {
        globus
            .issued()
            .iter()
            .filter(|i| i.kind == IssuedKind::AuthorizationCode)
            .count()
    };
    assert_eq!(codes(), 1);
    let calls = (0..10).map(|_| async { flows.list_flows().send().await });
    for outcome in futures::future::join_all(calls).await {
        outcome.expect("signed in again");
    }
    assert_eq!(codes(), 2, "one more browser trip for ten calls");
}

#[tokio::test]
async fn logout_removes_and_revokes() {
    let globus = globus(true).await;
    let (config, mut opened) = handed_browser(&globus);
    let app = user_app(config);
    let flows = FlowsClient::new(&app);
    let browser = async {
        let url = opened.recv().await.expect("a browser was opened");
        browse(url).await
    };
    let request = flows.list_flows();
    let (page, listed) = tokio::join!(browser, request.send());
    listed.expect("flows");
    assert!(
        page.1.contains("signed in") || page.1.contains("Finishing"),
        "{}",
        page.1
    );

    let token = globus
        .issued()
        .into_iter()
        .filter(|issued| issued.kind == IssuedKind::AccessToken)
        .map(|issued| issued.value)
        .next_back()
        .expect("issued");
    app.logout().await.expect("memory");
    assert!(app.identity().is_none());
    assert!(app.login_required().await.expect("memory"));
    let answer = reqwest::Client::new()
        .get(format!("{}v0.10/task_list", globus.url()))
        .bearer_auth(token)
        .send()
        .await
        .expect("it answers");
    assert_eq!(answer.status(), 401, "revoked at Globus, too");
}

#[tokio::test]
async fn an_unknown_flow_is_an_error_in_the_services_own_words() {
    let globus = globus(true).await;
    let app = user_app(quick_browser(&globus));
    let outcome = FlowsClient::new(&app).get_flow(&uuid::Uuid::nil()).await;
    let Err(Error::Api(error)) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        (error.status, error.code.as_deref()),
        (404, Some("NOT_FOUND"))
    );
    assert!(error.request_id.is_some());
}

#[tokio::test]
async fn a_login_that_nobody_finishes_ends_at_its_deadline() {
    let globus = globus(false).await;
    let (config, mut opened) = handed_browser(&globus);
    let app = user_app(GlobusAppConfig {
        login_timeout: std::time::Duration::from_millis(50),
        ..config
    });
    let outcome = app.login().await;
    assert!(
        matches!(outcome, Err(Error::Login(LoginError::TimedOut(_)))),
        "{outcome:?}"
    );
    let url = opened.recv().await.expect("it was opened");
    let redirect = url
        .query_pairs()
        .find(|(name, _)| name == "redirect_uri")
        .expect("sent")
        .1;
    reqwest::get(redirect.as_ref())
        .await
        .expect_err("the port is closed");
}

#[tokio::test]
async fn a_pasted_code_signs_in_as_well() {
    let globus = globus(true).await;
    let manager = PasteCodeLoginFlowManager::new(|url| {
        Box::pin(async move {
            let (_, page) = browse(url).await;
            let (_, code) = page.split_once("<code id=\"code\">")?;
            code.split_once('<').map(|(code, _)| format!("  {code}\n"))
        })
    });
    let app = user_app(GlobusAppConfig {
        login_flow_manager: Some(Arc::new(manager)),
        ..quick_browser(&globus)
    });
    TransferClient::new(&app)
        .task_list()
        .limit(1)
        .send()
        .await
        .expect("signed in by code");
}
