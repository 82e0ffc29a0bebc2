//! What tests can make a local Globus do, from its own process and over HTTP.

use std::time::{Duration, Instant};

use globus_local::{Fault, GlobusLocal};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{CLIENT_ID, Local, TRANSFER};

const PATHS: [(&str, Method); 4] = [
    ("clock", Method::POST),
    ("inject", Method::POST),
    ("requests", Method::GET),
    ("reset", Method::POST),
];

async fn controlled() -> Local {
    Local::with(|builder| builder.auto_approve(true).control(true)).await
}

/// Calls the control plane, with a bearer token or without.
async fn ask(local: &Local, path: &str, method: Method, secret: Option<&str>, body: &Value) -> u16 {
    let request = local
        .http
        .request(method, local.url(&format!("_globus_local/{path}")));
    let request = match secret {
        Some(secret) => request.bearer_auth(secret),
        None => request,
    };
    let answer = request.json(body).send().await.expect("it answers");
    answer.status().as_u16()
}

#[tokio::test]
async fn without_being_asked_for_it_is_as_unknown_as_any_path() {
    let local = Local::start().await;
    assert_eq!(local.globus.control_url(), None);
    assert_eq!(local.globus.control_secret(), None);
    for (path, method) in PATHS {
        assert_eq!(
            ask(&local, path, method, Some(""), &json!({})).await,
            501,
            "{path}"
        );
    }
    // The options with which Meridian starts one do not have it either.
    let options = globus_local::Options {
        port: 0,
        auto_approve: true,
    };
    let plain = GlobusLocal::start(options).await.expect("a free port");
    assert_eq!(plain.control_secret(), None);
    assert!(plain.requests().is_empty());
}

#[tokio::test]
async fn with_it_only_the_secret_of_this_start_opens_it() {
    let (local, other) = (controlled().await, controlled().await);
    let foreign = other.globus.control_secret().expect("a secret");
    let own = local.globus.control_secret().expect("a secret");
    let cut = &own[..own.len() - 1];
    for (path, method) in PATHS {
        for wrong in [None, Some(""), Some("guess"), Some(foreign), Some(cut)] {
            let status = ask(&local, path, method.clone(), wrong, &json!({})).await;
            assert_eq!(status, 401, "{path}");
        }
    }
    assert_eq!(
        ask(&local, "reset", Method::POST, Some(own), &json!({})).await,
        200
    );
    assert_eq!(
        ask(&local, "unknown", Method::POST, Some(own), &json!({})).await,
        501
    );
}

#[tokio::test]
async fn a_fault_meets_its_path_and_method_as_often_as_it_says() {
    let local = Local::start().await;
    let token = local.access(TRANSFER).await;
    let list = "v0.10/task_list?limit=1";
    local
        .globus
        .inject(Fault::at("/v0.10/").status(503).retry_after("3").times(2));
    local
        .globus
        .inject(Fault::at("/v0.10/").method("POST").status(500));
    for _ in 0..2 {
        let request = local.http.get(local.url(list)).bearer_auth(&token);
        let answer = request.send().await.expect("it answers");
        assert_eq!(answer.status(), 503);
        assert_eq!(answer.headers()["retry-after"], "3");
        let body: Value = answer.json().await.expect("JSON");
        assert_eq!(body["code"], "ServiceUnavailable");
        assert_eq!(body["resource"], "/v0.10/task_list");
    }
    assert_eq!(local.get(list, &token).await.0, 200);
}

#[tokio::test]
async fn each_service_fails_in_its_own_dialect() {
    let local = Local::start().await;
    for (path, place, code) in [
        ("v0.10/task_list", "/code", "TooManyRequests"),
        ("flows", "/error/code", "TOO_MANY_REQUESTS"),
        ("v2/oauth2/userinfo", "/errors/0/code", "TOO_MANY_REQUESTS"),
    ] {
        local
            .globus
            .inject(Fault::at(&format!("/{path}")).status(429));
        let (status, body) = local.get_bare(path).await;
        assert_eq!(status, 429, "{path}");
        assert_eq!(body.pointer(place), Some(&json!(code)), "{body}");
    }
}

#[tokio::test]
async fn an_answer_is_late_cut_or_far_too_long() {
    let local = Local::start().await;
    let url = || local.url(".well-known/openid-configuration");
    let whole = local.http.get(url()).send().await.expect("it answers");
    let whole = whole.bytes().await.expect("whole");

    let latency = Duration::from_millis(200);
    local
        .globus
        .inject(Fault::at("/.well-known/").latency(latency));
    let start = Instant::now();
    local.http.get(url()).send().await.expect("it answers");
    assert!(start.elapsed() >= latency);

    local.globus.inject(Fault::at("/.well-known/").truncate());
    let cut = local.http.get(url()).send().await.expect("headers");
    assert_eq!(cut.content_length(), Some(whole.len() as u64), "promised");
    assert!(cut.bytes().await.is_err(), "the connection broke");

    local
        .globus
        .inject(Fault::at("/.well-known/").oversize(1_000_000));
    let long = local.http.get(url()).send().await.expect("it answers");
    assert_eq!(long.content_length(), None);
    let long = long.bytes().await.expect("whole");
    assert!(long.len() > 1_000_000);
    let document: Value = serde_json::from_slice(&long).expect("still JSON");
    assert_eq!(
        document,
        serde_json::from_slice::<Value>(&whole).expect("JSON")
    );
}

#[tokio::test]
async fn the_clock_goes_forward_only() {
    let local = Local::start().await;
    let token = local.access("openid").await;
    local.globus.advance(SignedDuration::from_secs(172_799));
    assert_eq!(local.get("v2/oauth2/userinfo", &token).await.0, 200);
    local.globus.advance(SignedDuration::from_secs(1));
    assert_eq!(local.get("v2/oauth2/userinfo", &token).await.0, 401);
    local.globus.advance(SignedDuration::from_secs(-172_800));
    assert_eq!(local.get("v2/oauth2/userinfo", &token).await.0, 401);
}

#[tokio::test]
async fn a_reset_forgets_logins_faults_and_the_record() {
    let local = controlled().await;
    let token = local.access("openid").await;
    assert_eq!(local.get("v2/oauth2/userinfo", &token).await.0, 200);
    local
        .globus
        .inject(Fault::at("/v2/oauth2/userinfo").status(500));
    assert!(!local.globus.requests().is_empty());
    local.globus.reset().expect("a new one");
    assert!(local.globus.requests().is_empty());
    assert_eq!(local.get("v2/oauth2/userinfo", &token).await.0, 401);
    let token = local.access("openid").await;
    assert_eq!(local.get("v2/oauth2/userinfo", &token).await.0, 200);
}

#[tokio::test]
async fn the_record_has_what_was_asked_and_no_secret() {
    let local = controlled().await;
    let tokens = local.tokens("openid").await;
    let token = tokens["access_token"].as_str().expect("a token");
    local.get("flows?filter_fulltext=a%20b", token).await;
    let requests = local.globus.requests();
    let paths: Vec<_> = requests
        .iter()
        .map(|r| (r.method.as_str(), r.path.as_str()))
        .collect();
    assert_eq!(
        paths,
        [
            ("GET", "/v2/oauth2/authorize"),
            ("POST", "/v2/oauth2/token"),
            ("GET", "/flows")
        ]
    );
    let form = |name: &str| {
        let pair = requests[1].form.iter().find(|(known, _)| known == name);
        pair.map(|(_, value)| value.as_str())
    };
    assert_eq!(form("client_id"), Some(CLIENT_ID));
    assert_eq!(form("code_verifier"), Some("[redacted]"));
    assert_eq!(
        requests[2].query,
        [("filter_fulltext".into(), "a b".into())]
    );
    assert_eq!(requests[2].authorization.as_deref(), Some("Bearer"));
    let text = serde_json::to_string(&requests).expect("JSON");
    for issued in local.globus.issued() {
        assert!(!text.contains(&issued.value), "{issued:?}");
    }
}

#[tokio::test]
async fn over_http_it_does_the_same() {
    let local = controlled().await;
    let secret = local.globus.control_secret().expect("a secret");
    let post = async |path, body| ask(&local, path, Method::POST, Some(secret), &body).await;
    assert_eq!(
        post("inject", json!({"path": "/flows", "status": 502})).await,
        200
    );
    assert_eq!(local.get_bare("flows").await.0, 502);
    assert_eq!(local.get_bare("flows").await.0, 401);
    assert_eq!(
        post("inject", json!({"path": "/flows", "times": 0})).await,
        422
    );
    assert_eq!(
        post("inject", json!({"path": "/flows", "status": 1000})).await,
        422
    );
    assert_eq!(
        post("inject", json!({"path": "/flows", "typo": 1})).await,
        422
    );
    let token = local.access("openid").await;
    assert_eq!(post("clock", json!({"advance_s": 172_800})).await, 200);
    assert_eq!(local.get("v2/oauth2/userinfo", &token).await.0, 401);
}
