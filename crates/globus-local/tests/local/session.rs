//! How users sign in, and what follows from it: identities, second factors, policies, consents.

use globus_local::{
    CONFIDENTIAL_CLIENT_ID, CONFIDENTIAL_CLIENT_SECRET, SERVICE_ACCOUNT_ID, SERVICE_ACCOUNT_SECRET,
};
use jiff::SignedDuration;
use serde_json::Value;

use crate::support::{CLIENT_ID, FLOWS, Local, TRANSFER, query_of};

const ADA: &str = "8ca28797-3541-4a5d-a264-05b00f91e608";

async fn post(
    local: &Local,
    path: &str,
    (id, secret): (&str, &str),
    form: &[(&str, &str)],
) -> (u16, Value) {
    let request = local
        .http
        .post(local.url(path))
        .basic_auth(id, Some(secret));
    let answer = request.form(form).send().await.expect("it answers");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

async fn introspect(local: &Local, token: &str) -> Value {
    let portal = (CONFIDENTIAL_CLIENT_ID, CONFIDENTIAL_CLIENT_SECRET);
    let form = [("token", token), ("include", "identity_set,session_info")];
    post(local, "v2/oauth2/token/introspect", portal, &form)
        .await
        .1
}

#[tokio::test]
async fn the_identity_that_signs_in_is_the_one_that_is_required() {
    let local = Local::start().await;
    let required = [
        ("session_required_single_domain", "lab.example"),
        ("session_required_mfa", "True"),
    ];
    let code = local.code(&required).await;
    let (_, body) = local.exchange(&code, &[]).await;
    let token = body["access_token"].as_str().expect("a token");
    let told = introspect(&local, token).await;
    assert_eq!(
        (told["sub"].as_str(), told["active"].as_bool()),
        (Some(ADA), Some(true))
    );
    assert_eq!(told["identity_set"].as_array().map(Vec::len), Some(3));
    let session = told["session_info"]["authentications"]
        .as_object()
        .expect("some");
    let logins: Vec<_> = session
        .values()
        .map(|login| login["amr"].to_string())
        .collect();
    assert_eq!(logins, [r#"["pwd","mfa"]"#]);
    assert!(
        !session.contains_key(ADA),
        "the laboratory's identity signed in"
    );

    let impossible = [("session_required_single_domain", "elsewhere.example")];
    assert_eq!(local.authorize(&impossible).await.status(), 400);
}

#[tokio::test]
async fn a_browser_stays_signed_in_until_a_login_is_asked_for() {
    let local = Local::start().await;
    let last = async |changes: &[(&str, &str)]| {
        let code = local.code(changes).await;
        let (_, body) = local.exchange(&code, &[]).await;
        let token = body["access_token"].as_str().expect("a token").to_owned();
        let told = local.get("v2/oauth2/userinfo", &token).await.1;
        told["last_authentication"].as_i64().expect("a time")
    };
    let first = last(&[]).await;
    local.advance(SignedDuration::from_mins(5));
    assert_eq!(last(&[]).await, first);
    assert_eq!(last(&[("prompt", "login")]).await, first + 300);
}

#[tokio::test]
async fn another_user_has_their_own_id() {
    let local = Local::start().await;
    assert!(local.globus.next_identity("charles@uni.example"));
    assert!(!local.globus.next_identity("nobody@uni.example"));
    let token = local.access("openid profile").await;
    let told = local.get("v2/oauth2/userinfo", &token).await.1;
    assert_eq!(told["preferred_username"], "charles@uni.example");
    assert_ne!(told["sub"], ADA);
}

#[tokio::test]
async fn consents_are_a_forest_that_can_be_cut() {
    let local = Local::start().await;
    let data_access =
        "https://auth.globus.org/scopes/aa752cea-8222-5bc8-acd9-555b09000000/data_access";
    let scope = format!("openid {TRANSFER}[*{data_access}]");
    let body = local.tokens(&scope).await;
    let (auth, transfer) = (
        &body["access_token"],
        &body["other_tokens"][0]["access_token"],
    );
    let (auth, transfer) = (auth.as_str().expect("one"), transfer.as_str().expect("one"));
    let consents = async || {
        let path = format!("v2/api/identities/{ADA}/consents");
        local.get(&path, auth).await.1["consents"].clone()
    };
    let before = consents().await;
    let of = |name: &str| {
        let all = before.as_array().expect("a list").iter();
        all.clone()
            .find(|consent| consent["scope_name"] == name)
            .cloned()
            .expect("there")
    };
    let (top, below) = (of(TRANSFER), of(data_access));
    assert_eq!(below["dependency_path"][0], top["id"]);
    assert_eq!(
        (&top["client"], &below["atomically_revocable"]),
        (&CLIENT_ID.into(), &true.into())
    );

    local.globus.revoke_consent(data_access);
    assert_eq!(consents().await.as_array().map(Vec::len), Some(2));
    assert_eq!(
        local.get("v0.10/task_list", transfer).await.0,
        200,
        "the top still stands"
    );
    local.globus.revoke_consent(TRANSFER);
    assert_eq!(local.get("v0.10/task_list", transfer).await.0, 401);

    let all = local
        .get(&format!("v2/api/identities/{ADA}/consents?all=True"), auth)
        .await;
    assert_eq!(all.0, 403, "that takes a scope");
    let others = local
        .get(
            "v2/api/identities/00000000-0000-0000-0000-000000000001/consents",
            auth,
        )
        .await;
    assert_eq!(others.0, 403);
}

#[tokio::test]
async fn what_is_withheld_is_in_no_token() {
    let local = Local::start().await;
    local.globus.withhold([format!("{FLOWS}/run_status")]);
    let body = local
        .tokens(&format!("openid {FLOWS}/view_flows {FLOWS}/run_status"))
        .await;
    assert_eq!(
        body["other_tokens"][0]["scope"],
        format!("{FLOWS}/view_flows")
    );
}

#[tokio::test]
async fn a_spent_refresh_token_ends_its_family() {
    let local = Local::start().await;
    local.globus.rotate_refresh_tokens(true);
    let body = local.tokens(&format!("{TRANSFER} offline_access")).await;
    let first = body["refresh_token"].as_str().expect("one").to_owned();
    let refresh = async |token: &str| {
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", CLIENT_ID),
            ("refresh_token", token),
        ];
        local.token(&form).await
    };
    let (status, body) = refresh(&first).await;
    let second = body["refresh_token"].as_str().expect("one").to_owned();
    assert_eq!(status, 200);
    assert_ne!(first, second);
    assert_eq!(refresh(&first).await.0, 401, "spent");
    assert_eq!(refresh(&second).await.0, 401, "and its family with it");
}

#[tokio::test]
async fn a_service_account_acts_for_itself() {
    let local = Local::start().await;
    let account = (SERVICE_ACCOUNT_ID, SERVICE_ACCOUNT_SECRET);
    let form = [("grant_type", "client_credentials"), ("scope", TRANSFER)];
    let (status, body) = post(&local, "v2/oauth2/token", account, &form).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(body["other_tokens"], serde_json::json!([]));
    assert!(body.get("id_token").is_none() && body.get("refresh_token").is_none());
    let token = body["access_token"].as_str().expect("one");
    assert_eq!(introspect(&local, token).await["sub"], SERVICE_ACCOUNT_ID);

    let guessed = (SERVICE_ACCOUNT_ID, "guess");
    assert_eq!(post(&local, "v2/oauth2/token", guessed, &form).await.0, 401);
    let (status, body) = local
        .token(&[&form[..], &[("client_id", CLIENT_ID)]].concat())
        .await;
    assert_eq!(
        (status, body["error"].as_str()),
        (401, Some("invalid_client")),
        "native"
    );
}

#[tokio::test]
async fn a_service_gets_tokens_for_what_was_allowed_below_it() {
    let local = Local::start().await;
    let own = format!("https://auth.globus.org/scopes/{CONFIDENTIAL_CLIENT_ID}/portal");
    let token = local.access(&format!("{own}[{TRANSFER}]")).await;
    let portal = (CONFIDENTIAL_CLIENT_ID, CONFIDENTIAL_CLIENT_SECRET);
    let grant = ("grant_type", "urn:globus:auth:grant_type:dependent_token");
    let (status, body) = post(
        &local,
        "v2/oauth2/token",
        portal,
        &[grant, ("token", &token)],
    )
    .await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(body[0]["resource_server"], "transfer.api.globus.org");
    let dependent = body[0]["access_token"].as_str().expect("one");
    assert_eq!(local.get("v0.10/task_list", dependent).await.0, 200);

    let more = [grant, ("token", &token), ("scope", "openid")];
    let (status, body) = post(&local, "v2/oauth2/token", portal, &more).await;
    assert_eq!(
        (status, body["error"].as_str()),
        (403, Some("dependent_consent_required"))
    );
    assert_eq!(
        body["errors"][0]["unapproved_scopes"][0],
        format!("{own}[openid]")
    );
}

#[tokio::test]
async fn an_installed_program_makes_itself_a_client_and_signs_in_as_it() {
    let local = Local::start().await;
    let template = serde_json::json!({"client": {
        "template_id": "95fdeba8-fac2-42bd-a357-e068d82ff78e", "name": "Globus CLI",
    }});
    let request = local.http.post(local.url("v2/api/clients")).json(&template);
    let answer = request.send().await.expect("it answers");
    assert_eq!(answer.status(), 201);
    let body: Value = answer.json().await.expect("JSON");
    let credential = &body["included"]["client_credential"];
    let text = |name: &str| credential[name].as_str().expect("text").to_owned();
    let (id, secret) = (text("client"), text("secret"));

    // Without PKCE, as confidential clients are allowed to.
    let answer = local
        .authorize(&[
            ("client_id", &id),
            ("code_challenge", ""),
            ("code_challenge_method", ""),
        ])
        .await;
    let code = query_of(&answer)["code"].clone();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", crate::support::REDIRECT),
    ];
    let (status, body) = post(&local, "v2/oauth2/token", (&id, &secret), &form).await;
    assert_eq!(status, 200, "{body}");
    let without = [("client_id", CLIENT_ID), ("code_challenge", "")];
    assert_eq!(
        local.authorize(&without).await.status(),
        400,
        "a native client may not"
    );
}

#[tokio::test]
async fn another_signing_key_has_another_name() {
    let local = Local::start().await;
    let kid = async || local.get_bare("jwk.json").await.1["keys"][0]["kid"].clone();
    let before = kid().await;
    assert!(local.globus.rotate_signing_key());
    assert_ne!(kid().await, before);
}

#[tokio::test]
async fn a_services_tokens_end_with_its_callers_consent() {
    let local = Local::start().await;
    let own = format!("https://auth.globus.org/scopes/{CONFIDENTIAL_CLIENT_ID}/all");
    let token = local.access(&format!("{own}[{TRANSFER}]")).await;
    let portal = (CONFIDENTIAL_CLIENT_ID, CONFIDENTIAL_CLIENT_SECRET);
    let form = [
        ("grant_type", "urn:globus:auth:grant_type:dependent_token"),
        ("token", token.as_str()),
    ];
    let (status, dependent) = post(&local, "v2/oauth2/token", portal, &form).await;
    assert_eq!(status, 200, "{dependent}");
    let dependent = dependent[0]["access_token"].as_str().expect("a token");
    let list = "v0.10/task_list?limit=1";
    assert_eq!(local.get(list, dependent).await.0, 200);
    local.globus.revoke_consent(&own);
    assert_eq!(local.get(list, dependent).await.0, 401);
}
