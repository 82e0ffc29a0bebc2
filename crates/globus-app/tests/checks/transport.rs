//! What happens to a call when the network, or the server, misbehaves.

use std::time::{Duration, Instant};

use globus_app::{Error, FlowsClient, SpecificFlowClient};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::fake::{Answer, FLOW, Fake, TOKEN, signed_in};

const NO_FLOWS: &str = r#"{"flows":[],"has_next_page":false}"#;

async fn list_flows(fake: &Fake) -> Result<usize, Error> {
    let app = signed_in(&fake.url).await;
    let page = FlowsClient::new(&app).list_flows().send().await?;
    assert!(!app.login_required().await.expect("memory"));
    Ok(page.flows.len())
}

fn flow_id() -> Uuid {
    FLOW.parse().expect("a UUID")
}

#[tokio::test]
async fn c18_the_bearer_goes_to_the_configured_host_alone() {
    let elsewhere = Fake::always(Answer::json(200, "", NO_FLOWS)).await;
    let location = format!("Location: {}flows\r\n", elsewhere.url);
    for status in [301, 302, 303, 307, 308] {
        let fake = Fake::always(Answer::json(status, &location, "")).await;
        let outcome = list_flows(&fake).await;
        assert!(
            matches!(outcome, Err(Error::UnexpectedAnswer { .. })),
            "{status}: {outcome:?}"
        );
        let seen = fake.seen();
        assert_eq!(seen.len(), 1, "{status}");
        assert!(seen[0].head.contains(&format!("bearer {TOKEN}")));
    }
    assert!(elsewhere.seen().is_empty(), "{:?}", elsewhere.seen());
}

#[tokio::test]
async fn f11_a_service_that_asks_for_time_is_given_it() {
    for (status, retry_after, at_least) in [
        (429, "1", 1_000),
        (503, "0", 0),
        (503, "Wed, 21 Oct 2015 07:28:00 GMT", 0),
        // Nonsense, so the pause is our own choice.
        (429, "-7", 250),
    ] {
        let fake = Fake::start(move |before, _| match before {
            0 => Answer::json(status, &format!("Retry-After: {retry_after}\r\n"), "{}"),
            _ => Answer::json(200, "", NO_FLOWS),
        })
        .await;
        let started = Instant::now();
        list_flows(&fake).await.expect("the second time");
        assert!(
            started.elapsed() >= Duration::from_millis(at_least),
            "{status} {retry_after}"
        );
        assert_eq!(fake.seen().len(), 2, "{status} {retry_after}");
    }
}

#[tokio::test]
async fn f11_a_service_that_asks_for_too_much_time_is_reported_with_the_time() {
    for (status, retry_after, seconds) in [
        (429, "61", 61),
        (503, "1000000000", 1_000_000_000),
        (429, "Fri, 31 Dec 9999 23:59:59 GMT", 1_000_000_000),
    ] {
        let headers = format!("Retry-After: {retry_after}\r\n");
        let fake = Fake::always(Answer::json(status, &headers, "{}")).await;
        let app = signed_in(&fake.url).await;
        let before = Timestamp::now();
        let outcome = FlowsClient::new(&app).list_flows().send().await;
        let Err(Error::Api(error)) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(error.status, status);
        let until = error.retry_at.expect("it says until when");
        assert!(until.duration_since(before).as_secs() >= seconds, "{until}");
        assert_eq!(fake.seen().len(), 1, "{retry_after}");
        assert!(
            !app.login_required().await.expect("memory"),
            "still signed in"
        );
    }
}

/// The clock runs ahead while nothing happens, so that pauses take no time.
#[tokio::test(start_paused = true)]
async fn f12_without_a_network_the_person_stays_signed_in() {
    // A port that was just released, so that nobody listens on it. And a name that nobody has (RFC
    // 6761 §6.4).
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let nobody = format!("http://{}/", port.local_addr().expect("bound"));
    drop(port);
    for (url, host) in [
        (nobody.as_str(), "127.0.0.1"),
        ("https://flows.invalid/", "flows.invalid"),
    ] {
        let app = signed_in(url).await;
        let outcome = FlowsClient::new(&app).list_flows().send().await;
        let Err(Error::Network {
            host: asked,
            reason,
        }) = outcome
        else {
            panic!("{outcome:?}")
        };
        assert_eq!(asked, host);
        assert!(!reason.is_empty() && !reason.contains(TOKEN), "{reason}");
        assert!(!app.login_required().await.expect("memory"));
    }
}

#[tokio::test]
async fn f13_the_page_of_a_captive_portal_is_no_answer() {
    let page = "<!doctype html><title>Free WiFi</title>";
    let fake = Fake::always(Answer::of_type("text/html", 200, "", page)).await;
    let outcome = list_flows(&fake).await;
    let Err(Error::UnexpectedAnswer { host, reason }) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(host, "127.0.0.1");
    assert!(reason.contains("web page"), "{reason}");
    assert_eq!(fake.seen().len(), 1, "asking again brings the same");
}

/// Requests that must not happen twice, and their answers.
async fn starts(status: u16, headers: &str, body: &str) -> usize {
    let fake = Fake::always(Answer::json(status, headers, body)).await;
    let app = signed_in(&fake.url).await;
    let flow = SpecificFlowClient::new(&app, flow_id());
    let outcome = flow.run_flow(json!({})).send().await;
    assert!(outcome.is_err(), "{outcome:?}");
    assert!(
        fake.seen()
            .iter()
            .all(|seen| seen.line.starts_with("POST "))
    );
    fake.seen().len()
}

#[tokio::test]
async fn a_run_is_never_started_twice_for_a_failure_that_leaves_open_whether_it_was() {
    for status in [500, 502, 504] {
        assert_eq!(starts(status, "", "{}").await, 1, "{status}");
    }
    // Cut off in the middle of the answer.
    assert_eq!(starts(201, "Content-Length: 999\r\n", "{").await, 1);
    assert_eq!(starts(201, "", "{}").await, 1, "an answer out of shape");
    // Refused before anything happened, so it is repeated like any other request.
    assert_eq!(starts(503, "Retry-After: 0\r\n", "{}").await, 6);
}

#[tokio::test]
async fn what_is_safe_is_repeated_and_gets_its_answer() {
    for fault in [
        Answer::json(502, "", "{}"),
        Answer::json(500, "", "not even JSON"),
        // Cut off in the middle, and closed without an answer.
        Answer::json(200, "Content-Length: 999\r\n", "{"),
        Answer {
            bytes: Vec::new(),
            then_for_ever: Vec::new(),
        },
    ] {
        let first = fault.clone();
        let fake = Fake::start(move |before, _| match before {
            0 => first.clone(),
            _ => Answer::json(200, "", NO_FLOWS),
        })
        .await;
        list_flows(&fake).await.expect("the second time");
        assert_eq!(fake.seen().len(), 2, "{fault:?}");
    }
}

#[tokio::test]
async fn a_collections_own_failure_and_a_requirement_are_final_at_502() {
    for body in [
        r#"{"code":"ExternalError.DirListingFailed","message":"m","request_id":"r"}"#,
        r#"{"code":"AuthPolicyFailed","authorization_parameters":{"session_required_mfa":true}}"#,
    ] {
        let fake = Fake::always(Answer::json(502, "", body)).await;
        let outcome = list_flows(&fake).await;
        let Err(Error::Api(error)) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(error.gare.is_some(), body.contains("mfa"));
        assert_eq!(fake.seen().len(), 1, "{body}");
    }
}

#[tokio::test]
async fn a_list_that_goes_in_circles_ends_in_an_error() {
    use futures::TryStreamExt;

    let body = r#"{"flows":[],"has_next_page":true,"marker":"again"}"#;
    let fake = Fake::always(Answer::json(200, "", body)).await;
    let app = signed_in(&fake.url).await;
    let pages = FlowsClient::new(&app).list_flows().pages();
    let outcome: Result<Vec<_>, _> = pages.try_collect().await;
    assert!(
        matches!(outcome, Err(Error::UnexpectedAnswer { .. })),
        "{outcome:?}"
    );
    assert_eq!(fake.seen().len(), 2);
}

#[tokio::test]
async fn every_request_introduces_the_app() {
    let fake = Fake::always(Answer::json(200, "", NO_FLOWS)).await;
    list_flows(&fake).await.expect("flows");
    let version = env!("CARGO_PKG_VERSION");
    let head = &fake.seen()[0].head;
    for header in [
        format!(
            "x-globus-client-info: product=globus-app-rs,version={version};product=test-app,version=1.23\r\n"
        ),
        format!("user-agent: globus-app-rs-{version}/test-app\r\n"),
        "accept: application/json\r\n".to_owned(),
    ] {
        assert!(
            format!("{head}\r\n").contains(&header),
            "{header} in {head}"
        );
    }
}
