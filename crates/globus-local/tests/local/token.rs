//! Grants: what codes and refresh tokens return, and when they fail.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

use crate::support::{CLIENT_ID, FLOWS, Local, TRANSFER, VERIFIER, texts};

#[tokio::test]
async fn a_code_works_once_for_the_client_that_asked() {
    let local = Local::start().await;
    let other = "another-verifier-that-is-long-enough-for-rfc-7636";
    for changes in [
        ("code_verifier", other),
        ("code_verifier", "short"),
        ("code_verifier", ""),
        ("redirect_uri", "http://127.0.0.1:7778"),
        ("redirect_uri", "http://127.0.0.1:7777/"),
        ("redirect_uri", ""),
        ("client_id", "00000000-0000-4000-8000-000000000001"),
        ("code", "guessed"),
    ] {
        let code = local.code(&[]).await;
        let (status, body) = local.exchange(&code, &[changes]).await;
        assert_eq!(status, 401, "{changes:?}");
        assert_eq!(
            body,
            serde_json::json!({"error": "invalid_grant"}),
            "{changes:?}"
        );
    }
    let code = local.code(&[]).await;
    let (status, body) = local.exchange(&code, &[("client_id", "")]).await;
    let nobody = serde_json::json!({"error": "invalid_client"});
    assert_eq!((status, body), (401, nobody), "RFC 6749 §5.2");
    assert_eq!(local.exchange(&code, &[]).await.0, 200);
    assert_eq!(local.exchange(&code, &[]).await.0, 401, "a replay");
}

#[tokio::test]
async fn a_verifier_that_can_be_guessed_is_refused_even_if_it_fits() {
    let local = Local::start().await;
    for verifier in [
        "short",
        "with spaces, though it is long enough for the rule",
    ] {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
        let code = local.code(&[("code_challenge", &challenge)]).await;
        let (status, _) = local.exchange(&code, &[("code_verifier", verifier)]).await;
        assert_eq!(status, 401, "{verifier}");
    }
}

#[tokio::test]
async fn a_code_lives_ten_minutes() {
    let local = Local::start().await;
    let (early, late) = (local.code(&[]).await, local.code(&[]).await);
    local.advance(SignedDuration::from_secs(599));
    assert_eq!(local.exchange(&early, &[]).await.0, 200);
    local.advance(SignedDuration::from_secs(1));
    assert_eq!(local.exchange(&late, &[]).await.0, 401);
}

#[tokio::test]
async fn one_document_for_each_resource_server_with_auths_at_the_top() {
    let local = Local::start().await;
    let flow = "24bc4997-b483-4c25-a19c-64b0afc00743";
    let flow_scope = format!(
        "https://auth.globus.org/scopes/{flow}/flow_{}_user",
        flow.replace('-', "_")
    );
    let data = format!("https://auth.globus.org/scopes/{flow}/data_access");
    let scope = format!(
        "{flow_scope} {TRANSFER}[*{data}] openid {FLOWS}/view_flows email \
                         {FLOWS}/run_status offline_access"
    );
    let body = local.tokens(&scope).await;
    assert_eq!(body["resource_server"], "auth.globus.org");
    assert_eq!(body["scope"], "openid email");
    assert_eq!(
        (body["expires_in"].as_i64(), body["token_type"].as_str()),
        (Some(172_800), Some("Bearer"))
    );
    let others = &body["other_tokens"];
    assert_eq!(
        texts(others, "resource_server"),
        [flow, "transfer.api.globus.org", "flows.globus.org"]
    );
    assert_eq!(
        texts(others, "scope"),
        [
            flow_scope,
            TRANSFER.to_owned(),
            format!("{FLOWS}/view_flows {FLOWS}/run_status")
        ],
        "no dependencies"
    );
    for state in texts(others, "state") {
        assert_eq!(state, "a state");
    }
    assert!(
        texts(others, "refresh_token")
            .iter()
            .all(|token| !token.is_empty())
    );
}

#[tokio::test]
async fn what_was_not_asked_for_is_not_there_and_other_tokens_always_is() {
    let local = Local::start().await;
    let body = local.tokens(TRANSFER).await;
    assert_eq!(body["resource_server"], "transfer.api.globus.org");
    assert_eq!(body["other_tokens"], serde_json::json!([]));
    assert!(body.get("id_token").is_none(), "no openid");
    assert!(body.get("refresh_token").is_none(), "not offline");
}

#[tokio::test]
async fn a_refresh_brings_exactly_one_token_and_the_same_refresh_token() {
    let local = Local::start().await;
    let scope = format!("openid {TRANSFER}");
    let code = local
        .code(&[("scope", &scope), ("access_type", "offline")])
        .await;
    let (_, body) = local.exchange(&code, &[]).await;
    let transfer = &body["other_tokens"][0];
    let refresh = transfer["refresh_token"].as_str().expect("offline");
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", CLIENT_ID),
        ("refresh_token", refresh),
    ];
    local.advance(SignedDuration::from_hours(49));
    let (status, renewed) = local.token(&fields).await;
    assert_eq!(status, 200);
    assert_eq!(renewed["refresh_token"], refresh);
    assert_eq!(renewed["other_tokens"], serde_json::json!([]));
    assert_eq!(renewed["scope"], TRANSFER);
    let fresh = renewed["access_token"].as_str().expect("a token");
    assert_ne!(renewed["access_token"], transfer["access_token"]);
    assert_eq!(local.get("v0.10/task_list", fresh).await.0, 200);

    let stranger = "00000000-0000-4000-8000-000000000001";
    let stolen = [
        ("grant_type", "refresh_token"),
        ("client_id", stranger),
        ("refresh_token", refresh),
    ];
    assert_eq!(local.token(&stolen).await.0, 401, "of another client");
    local.globus.revoke_refresh_tokens();
    let (status, body) = local.token(&fields).await;
    assert_eq!(
        (status, body["error"].as_str()),
        (401, Some("invalid_grant"))
    );
}

#[tokio::test]
async fn access_tokens_end_by_time_and_by_revocation() {
    let local = Local::start().await;
    let token = local.access(TRANSFER).await;
    local.advance(SignedDuration::from_secs(172_799));
    assert_eq!(local.get("v0.10/task_list", &token).await.0, 200);
    local.advance(SignedDuration::from_secs(1));
    assert_eq!(local.get("v0.10/task_list", &token).await.0, 401, "expired");

    let token = local.access(TRANSFER).await;
    for token in [token.as_str(), token.as_str(), "never issued"] {
        let request = local.http.post(local.url("v2/oauth2/token/revoke"));
        let answer = request
            .form(&[("token", token)])
            .send()
            .await
            .expect("it answers");
        assert_eq!(answer.status(), 200);
        let body: serde_json::Value = answer.json().await.expect("JSON");
        assert_eq!(body, serde_json::json!({"active": false}));
    }
    assert_eq!(local.get("v0.10/task_list", &token).await.0, 401, "revoked");
    let bare = local
        .http
        .post(local.url("v2/oauth2/token/revoke"))
        .send()
        .await;
    assert_eq!(bare.expect("it answers").status(), 200);
}

#[tokio::test]
async fn other_grants_and_other_bodies_are_refused_as_json() {
    let local = Local::start().await;
    for grant in ["password", ""] {
        let (status, body) = local.token(&[("grant_type", grant)]).await;
        assert_eq!(
            (status, body["error"].as_str()),
            (400, Some("unsupported_grant_type")),
            "{grant}"
        );
    }
    let nobody = local.token(&[("grant_type", "client_credentials")]).await;
    assert_eq!(
        (nobody.0, nobody.1["error"].as_str()),
        (401, Some("invalid_client"))
    );
    let request = local
        .http
        .post(local.url("v2/oauth2/token"))
        .json(&[VERIFIER]);
    let answer = request.send().await.expect("it answers");
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let body: serde_json::Value = answer.json().await.expect("JSON");
    assert_eq!(body["error"], "invalid_request");
}

#[tokio::test]
async fn a_refresh_token_ends_by_six_months_of_disuse_alone() {
    let local = Local::start().await;
    let code = local.code(&[("access_type", "offline")]).await;
    let (_, body) = local.exchange(&code, &[]).await;
    let refresh = body["refresh_token"].as_str().expect("offline").to_owned();
    let renew = async || {
        let fields = [
            ("grant_type", "refresh_token"),
            ("client_id", CLIENT_ID),
            ("refresh_token", refresh.as_str()),
        ];
        local.token(&fields).await.0
    };
    for _ in 0..3 {
        local.advance(SignedDuration::from_hours(183 * 24));
        assert_eq!(renew().await, 200);
    }
    local.advance(SignedDuration::from_hours(183 * 24 + 1));
    assert_eq!(renew().await, 401);
}

#[tokio::test]
async fn a_consent_remembers_when_it_was_last_used() {
    let local = Local::start().await;
    let code = local.code(&[("access_type", "offline")]).await;
    let (_, body) = local.exchange(&code, &[]).await;
    let refresh = body["refresh_token"].as_str().expect("offline");
    let token = body["access_token"].as_str().expect("a token");
    let consent = async || {
        let path = "v2/api/identities/8ca28797-3541-4a5d-a264-05b00f91e608/consents";
        local.get(path, token).await.1["consents"][0].clone()
    };
    let before = consent().await;
    local.advance(SignedDuration::from_hours(1));
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", CLIENT_ID),
        ("refresh_token", refresh),
    ];
    assert_eq!(local.token(&fields).await.0, 200);
    let after = consent().await;
    assert_ne!(after["last_used"], before["last_used"]);
    assert_eq!(after["updated"], before["updated"]);
}
