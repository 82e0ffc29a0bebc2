//! What the process that starts it can do and see, and what the network never shows.

use globus_local::{Clock, GlobusLocal, Issued, IssuedKind, Issuer, Options, StartError};
use jiff::{SignedDuration, Timestamp};

use crate::support::{FLOWS, Local, REDIRECT, TRANSFER, VERIFIER, texts};

#[tokio::test]
async fn every_secret_is_told_to_its_owner_and_printed_nowhere() {
    let local = Local::start().await;
    let scope = format!("openid offline_access {TRANSFER}");
    let code = local.code(&[("scope", &scope)]).await;
    let (_, body) = local.exchange(&code, &[]).await;
    let issued = local.globus.issued();
    let has = |kind: IssuedKind, value: &str| {
        issued
            .iter()
            .any(|issued| issued.kind == kind && issued.value == value)
    };
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    let other = &body["other_tokens"][0];
    for (kind, value) in [
        (IssuedKind::AuthorizationCode, code.clone()),
        (IssuedKind::CodeVerifier, VERIFIER.to_owned()),
        (IssuedKind::IdToken, text(&body["id_token"])),
        (IssuedKind::AccessToken, text(&body["access_token"])),
        (IssuedKind::AccessToken, text(&other["access_token"])),
        (IssuedKind::RefreshToken, text(&body["refresh_token"])),
        (IssuedKind::RefreshToken, text(&other["refresh_token"])),
    ] {
        assert!(has(kind, &value), "{kind:?}");
    }
    assert_eq!(issued.len(), 7);

    // A pending code is the key of a map inside.
    local.code(&[]).await;
    let printed = format!("{:?} {:?}", local.globus, local.globus.issued());
    for Issued { kind, value } in local.globus.issued() {
        assert!(!printed.contains(&value), "{kind:?} is printed");
    }
    assert!(printed.contains("AccessToken"), "{printed}");
}

#[tokio::test]
async fn what_it_does_not_do_is_said_loudly() {
    let local = Local::start().await;
    let token = local.access(&format!("{FLOWS}/all")).await;
    for (method, path) in [
        ("GET", "registered_apis"),
        ("PATCH", "flows"),
        ("DELETE", "runs/24bc4997-b483-4c25-a19c-64b0afc00743"),
        ("POST", "v0.10/endpoint_manager/admin_cancel"),
        ("GET", "v2/oauth2/token"),
        ("GET", "_local/issued"),
        ("GET", ""),
    ] {
        let method = method.parse().expect("a method");
        let request = local
            .http
            .request(method, local.url(path))
            .bearer_auth(&token);
        let request = request.build().expect("a request");
        let named = (request.method().to_string(), format!("/{path}"));
        let answer = local.http.execute(request).await.expect("it answers");
        assert_eq!(answer.status(), 501, "{named:?}");
        let body: serde_json::Value = answer.json().await.expect("JSON");
        assert_eq!(body["code"], "NotImplemented");
        assert_eq!(
            (body["method"].as_str(), body["path"].as_str()),
            (Some(&*named.0), Some(&*named.1))
        );
        let message = body["message"].as_str().expect("text");
        assert!(
            message.contains("globus-local does not implement this"),
            "{message}"
        );
    }
}

#[tokio::test]
async fn the_seed_decides_the_data() {
    let ids = async |seed: u64| {
        let local = Local::with(|builder| builder.auto_approve(true).seed(seed)).await;
        let token = local.access(TRANSFER).await;
        let (_, body) = local.get("v0.10/task_list?limit=1000", &token).await;
        texts(&body["DATA"], "task_id")
    };
    let one = ids(1).await;
    assert_eq!(one, ids(1).await);
    assert_ne!(one, ids(2).await);
}

#[tokio::test]
async fn a_shut_down_globus_answers_no_more_even_on_an_open_connection() {
    let local = Local::start().await;
    let url = local.url("jwk.json");
    let Local { globus, http, .. } = local;
    assert_eq!(
        http.get(url.clone())
            .send()
            .await
            .expect("it answers")
            .status(),
        200
    );
    globus.shutdown().await;
    http.get(url).send().await.expect_err("the port is closed");
}

#[tokio::test]
async fn a_dropped_globus_closes_its_port() {
    let Local { globus, .. } = Local::start().await;
    let address = globus
        .url()
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    drop(globus);
    let closed = async {
        while tokio::net::TcpStream::connect(&address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    let patience = std::time::Duration::from_secs(10);
    tokio::time::timeout(patience, closed)
        .await
        .expect("closed");
}

#[tokio::test]
async fn a_taken_port_is_an_error_that_names_it() {
    let local = Local::start().await;
    let port = local.url("").port().expect("a port");
    let outcome = GlobusLocal::builder().port(port).start().await;
    assert!(matches!(outcome, Err(StartError::Port { port: named, .. }) if named == port));
    let taken = GlobusLocal::start(Options {
        port,
        auto_approve: false,
    })
    .await;
    assert_eq!(
        taken.expect_err("taken").kind(),
        std::io::ErrorKind::AddrInUse
    );
}

#[tokio::test]
async fn an_issuer_of_its_own_is_named_everywhere() {
    let issuer = Issuer::parse("http://localhost:9/globus").expect("loopback");
    let local = Local::with(|builder| builder.auto_approve(true).issuer(issuer)).await;
    let (_, document) = local.get_bare(".well-known/openid-configuration").await;
    assert_eq!(document["issuer"], "http://localhost:9/globus");
    assert_eq!(document["jwks_uri"], "http://localhost:9/globus/jwk.json");
    let code_page = "http://localhost:9/globus/v2/web/auth-code";
    for (redirect, status) in [
        (code_page, 302),
        (REDIRECT, 302),
        (local.url("v2/web/auth-code").as_str(), 400),
    ] {
        let answer = local.authorize(&[("redirect_uri", redirect)]).await;
        assert_eq!(answer.status(), status, "{redirect}");
    }
}

#[tokio::test]
async fn answers_are_dated_by_its_own_clock() {
    let noon = "2026-11-24T12:00:00Z".parse::<Timestamp>().expect("a time");
    let builder = GlobusLocal::builder().clock(Clock::new(move || noon));
    let globus = builder.start().await.expect("a free port");
    let date = async || {
        let url = format!("{}.well-known/openid-configuration", globus.url());
        let answer = reqwest::get(url).await.expect("it answers");
        let date = answer.headers().get("date").expect("a date");
        date.to_str().expect("text").to_owned()
    };
    assert_eq!(date().await, "Tue, 24 Nov 2026 12:00:00 GMT");
    globus.advance(SignedDuration::from_secs(5));
    assert_eq!(date().await, "Tue, 24 Nov 2026 12:00:05 GMT");
}
