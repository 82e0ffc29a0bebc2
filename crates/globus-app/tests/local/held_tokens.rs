//! What is known about each service's token; renewing and forgetting one; what a login requests.

use globus_app::{
    AuthClient, AuthScopes, Error, FlowsClient, FlowsScopes, GlobusAppConfig,
    GlobusAuthorizationParameters, HeldToken, Scope, TransferClient, UserApp,
};
use globus_local::{GlobusLocal, Issued, IssuedKind};

use crate::support::{handed_browser, quick_browser, user_app};

const FLOWS: &str = FlowsScopes::RESOURCE_SERVER;

/// A Globus that records its requests.
async fn globus() -> GlobusLocal {
    let builder = GlobusLocal::builder().auto_approve(true).control(true);
    builder.start().await.expect("a free port")
}

async fn signed_in(globus: &GlobusLocal) -> UserApp {
    let app = user_app(GlobusAppConfig {
        token_validation_error_handler: None,
        ..quick_browser(globus)
    });
    let (_flows, _transfer) = (FlowsClient::new(&app), TransferClient::new(&app));
    app.login().await.expect("signed in");
    app
}

async fn held(app: &UserApp, server: &str) -> Option<HeldToken> {
    let held = app.held_tokens().await.expect("memory");
    held.into_iter().find(|held| held.resource_server == server)
}

fn issued(globus: &GlobusLocal, kind: IssuedKind) -> Vec<Issued> {
    let issued = globus.issued().into_iter();
    issued.filter(|issued| issued.kind == kind).collect()
}

#[tokio::test]
async fn what_is_held_is_told_without_a_token() {
    let globus = globus().await;
    let app = signed_in(&globus).await;
    let all = app.held_tokens().await.expect("memory");
    let servers: Vec<_> = all
        .iter()
        .map(|held| held.resource_server.as_str())
        .collect();
    assert_eq!(
        servers,
        ["auth.globus.org", FLOWS, "transfer.api.globus.org"]
    );
    let flows = held(&app, FLOWS).await.expect("there");
    assert!(flows.is_renewable && flows.is_saved && !flows.has_ended_for_good());
    assert!(flows.scopes.contains(&FlowsScopes::VIEW_FLOWS.to_string()));
    assert_eq!(
        flows.identity_id,
        app.identity().map(|identity| identity.sub)
    );
    let shown = format!("{all:?}");
    assert!(
        globus
            .issued()
            .iter()
            .all(|issued| !shown.contains(&issued.value))
    );
}

#[tokio::test]
async fn a_good_token_is_renewed_when_somebody_says_so() {
    let globus = globus().await;
    let app = signed_in(&globus).await;
    let before = issued(&globus, IssuedKind::AccessToken).len();
    app.renew(FLOWS).await.expect("it is renewable");
    assert_eq!(issued(&globus, IssuedKind::AccessToken).len(), before + 1);
    let nobodys = app.renew("nobody").await;
    assert!(
        matches!(nobodys, Err(Error::TokenValidation(_))),
        "{nobodys:?}"
    );
}

#[tokio::test]
async fn a_token_that_globus_ended_is_named_until_the_next_login() {
    let globus = globus().await;
    let app = signed_in(&globus).await;
    globus.revoke_refresh_tokens();
    let refused = app.renew(FLOWS).await;
    assert!(
        matches!(refused, Err(Error::TokenValidation(_))),
        "{refused:?}"
    );
    assert_eq!(app.ended_tokens(), [FLOWS]);
    assert_eq!(held(&app, FLOWS).await, None);
    app.login().await.expect("signed in again");
    assert!(app.ended_tokens().is_empty());
}

#[tokio::test]
async fn a_token_that_was_never_renewable_stays_when_it_cannot_be_renewed() {
    let globus = globus().await;
    let app = user_app(GlobusAppConfig {
        request_refresh_tokens: false,
        ..quick_browser(&globus)
    });
    let _flows = FlowsClient::new(&app);
    app.login().await.expect("signed in");
    app.renew(FLOWS)
        .await
        .expect_err("there is nothing to renew it with");
    assert!(
        held(&app, FLOWS)
            .await
            .is_some_and(|held| !held.is_renewable)
    );
}

#[tokio::test]
async fn a_forgotten_token_is_gone_here_and_at_globus_and_the_others_are_not() {
    let globus = globus().await;
    let app = signed_in(&globus).await;
    app.forget(FLOWS).await.expect("memory");
    assert_eq!(held(&app, FLOWS).await, None);
    let left = app.held_tokens().await.expect("memory");
    let left: Vec<_> = left.iter().map(|held| &*held.resource_server).collect();
    assert_eq!(left, ["auth.globus.org", "transfer.api.globus.org"]);
    let revoked = globus.requests();
    let revoked = revoked
        .iter()
        .filter(|asked| asked.path == "/v2/oauth2/token/revoke");
    assert_eq!(revoked.count(), 2, "the access and the refresh token");
    assert_eq!(app.unrevoked_tokens(), 0);
    AuthClient::new(&app)
        .userinfo()
        .await
        .expect("still signed in");
}

#[tokio::test]
async fn what_is_asked_for_is_what_was_said_before() {
    let globus = globus().await;
    let (config, mut opened) = handed_browser(&globus);
    let app = user_app(config);
    let _clients = (FlowsClient::new(&app), TransferClient::new(&app));
    let data_access =
        "https://auth.globus.org/scopes/aa752cea-8222-5bc8-acd9-555b09000000/data_access";
    let with_data: Scope =
        format!("urn:globus:auth:scope:transfer.api.globus.org:all[*{data_access}]")
            .parse()
            .expect("a scope");
    for required_scopes in [
        vec![],
        vec![FlowsScopes::RUN_MANAGE, AuthScopes::VIEW_CONSENTS],
        vec![with_data],
    ] {
        let parameters = GlobusAuthorizationParameters {
            required_scopes,
            ..Default::default()
        };
        let said = app.scope_parameter(&parameters).expect("no cycle");
        let running = tokio::spawn({
            let app = app.clone();
            async move { app.run_login_flow(parameters).await }
        });
        let url = opened.recv().await.expect("a browser");
        reqwest::get(url).await.expect("it answers");
        running.await.expect("no panic").expect("signed in");
        let requests = globus.requests();
        let asked = requests
            .iter()
            .rev()
            .find(|asked| asked.path == "/v2/oauth2/authorize");
        let asked = asked.into_iter().flat_map(|asked| &asked.query);
        let scopes: Vec<_> = asked.filter(|(name, _)| name == "scope").collect();
        assert_eq!(scopes, [&("scope".to_owned(), said)]);
    }
}
