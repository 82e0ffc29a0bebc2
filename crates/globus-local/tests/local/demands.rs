//! Errors that ask for a login: each form as Globus writes it, until the login is done.

use globus_local::{Demand, GareForm};
use reqwest::Method;
use serde_json::{Map, Value, json};

use crate::support::{Local, TRANSFER};

const LIST: &str = "v0.10/task_list?limit=1";
const DATA_ACCESS: &str =
    "https://auth.globus.org/scopes/542a86fc-1766-450d-841f-065488a2ec01/data_access";

fn parameters(value: &Value) -> Map<String, Value> {
    value.as_object().expect("an object").clone()
}

fn consent() -> Map<String, Value> {
    parameters(&json!({"required_scopes": [format!("{TRANSFER}[*{DATA_ACCESS}]")]}))
}

/// A token from a login requested with `changes`.
async fn login(local: &Local, changes: &[(&str, &str)]) -> String {
    let code = local
        .code(&[&[("scope", TRANSFER)], changes].concat())
        .await;
    let (status, body) = local.exchange(&code, &[]).await;
    assert_eq!(status, 200, "{body}");
    body["access_token"].as_str().expect("a token").to_owned()
}

#[tokio::test]
async fn each_form_is_what_globus_writes() {
    let mfa = || {
        parameters(&json!({
            "session_required_mfa": true,
            "session_required_policies": ["p1", "p2"],
            "session_required_single_domain": ["uni.example"],
        }))
    };
    let scope = format!("{TRANSFER}[*{DATA_ACCESS}]");
    for (form, parameters, status, places) in [
        (
            GareForm::Canonical,
            mfa(),
            403,
            vec![
                ("/code", json!("AuthorizationRequired")),
                ("/authorization_parameters", mfa().into()),
            ],
        ),
        (
            GareForm::LegacyParameters,
            mfa(),
            403,
            vec![
                (
                    "/authorization_parameters/session_required_policies",
                    json!("p1,p2"),
                ),
                (
                    "/authorization_parameters/session_required_single_domain",
                    json!("uni.example"),
                ),
                (
                    "/authorization_parameters/session_required_mfa",
                    json!(true),
                ),
            ],
        ),
        (
            GareForm::TransferConsent,
            consent(),
            403,
            vec![
                ("/code", json!("ConsentRequired")),
                ("/required_scopes", json!([scope])),
                ("/resource", json!("/v0.10/task_list")),
            ],
        ),
        (
            GareForm::ActionProviderConsent,
            consent(),
            403,
            vec![
                ("/code", json!("ConsentRequired")),
                ("/required_scope", json!(scope)),
            ],
        ),
        (
            GareForm::DependentConsent,
            consent(),
            403,
            vec![
                ("/error", json!("dependent_consent_required")),
                ("/errors/0/unapproved_scopes", json!([scope])),
            ],
        ),
        (
            GareForm::GridFtp,
            mfa(),
            502,
            vec![
                ("/code", json!("ExternalError.DirListingFailed.LoginFailed")),
                (
                    "/authorization_parameters/session_required_identities",
                    json!([]),
                ),
                (
                    "/authorization_parameters/session_required_mfa",
                    json!(true),
                ),
            ],
        ),
    ] {
        let local = Local::start().await;
        let token = login(&local, &[]).await;
        local
            .globus
            .demand(Demand::new("/v0.10/", form, parameters));
        let (answered, body) = local.get(LIST, &token).await;
        assert_eq!(answered, status, "{form:?}: {body}");
        for (place, value) in places {
            assert_eq!(
                body.pointer(place),
                Some(&value),
                "{form:?} {place}: {body}"
            );
        }
    }
}

#[tokio::test]
async fn only_a_login_that_does_it_ends_a_demand() {
    let scope = format!("{TRANSFER}[*{DATA_ACCESS}]");
    for (parameters, not_enough, enough) in [
        (consent(), ("scope", TRANSFER), ("scope", scope.as_str())),
        (
            parameters(&json!({"session_required_mfa": true})),
            ("prompt", "login"),
            ("session_required_mfa", "True"),
        ),
        (
            parameters(&json!({"session_required_single_domain": ["lab.example"]})),
            ("session_required_single_domain", "uni.example"),
            ("session_required_single_domain", "lab.example"),
        ),
        (
            parameters(&json!({"prompt": "login"})),
            ("access_type", "online"),
            ("prompt", "login"),
        ),
    ] {
        let local = Local::start().await;
        let token = login(&local, &[]).await;
        local.advance(jiff::SignedDuration::from_secs(1));
        local.globus.demand(Demand::new(
            "/v0.10/",
            GareForm::Canonical,
            parameters.clone(),
        ));
        for _ in 0..2 {
            assert_eq!(local.get(LIST, &token).await.0, 403, "{parameters:?}");
        }
        assert_ne!(local.get("flows", &token).await.0, 403, "another path");
        let token = login(&local, &[not_enough]).await;
        assert_eq!(local.get(LIST, &token).await.0, 403, "{parameters:?}");
        let token = login(&local, &[enough]).await;
        assert_eq!(local.get(LIST, &token).await.0, 200, "{parameters:?}");
    }
}

#[tokio::test]
async fn a_demand_for_nothing_is_made_once() {
    let local = Local::start().await;
    let token = login(&local, &[]).await;
    local
        .globus
        .demand(Demand::new("/v0.10/", GareForm::Canonical, Map::new()));
    assert_eq!(local.get(LIST, &token).await.0, 403);
    assert_eq!(local.get(LIST, &token).await.0, 200);
}

#[tokio::test]
async fn the_control_plane_makes_demands_and_changes_the_user() {
    let local = Local::with(|builder| builder.auto_approve(true).control(true)).await;
    let secret = local.globus.control_secret().expect("a secret");
    let post = async |path: &str, body: Value| {
        let url = local.url(&format!("_globus_local/{path}"));
        let request = local.http.request(Method::POST, url).bearer_auth(secret);
        request
            .json(&body)
            .send()
            .await
            .expect("it answers")
            .status()
            .as_u16()
    };
    let demand = |form| json!({"path": "/v0.10/", "form": form, "parameters": {"prompt": "login"}});
    assert_eq!(
        post("demand", demand("transfer_consent")).await,
        422,
        "no scopes"
    );
    assert_eq!(post("demand", demand("unheard_of")).await, 422);
    let token = login(&local, &[]).await;
    assert_eq!(post("demand", demand("canonical")).await, 200);
    assert_eq!(local.get(LIST, &token).await.0, 403);
    assert_eq!(post("reset", json!({})).await, 200);

    assert_eq!(post("sign_in", json!({"identity": "nobody"})).await, 422);
    assert_eq!(
        post("sign_in", json!({"identity": "charles@uni.example"})).await,
        200
    );
    let userinfo = async || {
        let token = local.access("openid").await;
        local.get("v2/oauth2/userinfo", &token).await.1["sub"].clone()
    };
    let charles = userinfo().await;
    assert_eq!(post("reset", json!({})).await, 200);
    assert_ne!(userinfo().await, charles, "Ada again");

    let token = local.access("openid").await;
    assert_eq!(
        post("consents/revoke", json!({"scope": "openid"})).await,
        200
    );
    assert_eq!(local.get("v2/oauth2/userinfo", &token).await.0, 401);
    let token = local.access("openid").await;
    assert_eq!(post("access_tokens/expire", json!({})).await, 200);
    assert_eq!(local.get("v2/oauth2/userinfo", &token).await.0, 401);

    let key = async || local.get_bare("jwk.json").await.1["keys"][0]["kid"].clone();
    let before = key().await;
    assert_eq!(post("signing_key/rotate", json!({})).await, 200);
    assert_ne!(key().await, before);
    assert_eq!(
        post("refresh_tokens/rotate", json!({"on": true})).await,
        200
    );
    assert_eq!(post("sign_in", json!({"denies": true})).await, 200);
    let denied = local.authorize(&[]).await;
    assert_eq!(crate::support::query_of(&denied)["error"], "access_denied");
}
