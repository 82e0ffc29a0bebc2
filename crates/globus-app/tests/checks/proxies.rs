//! F32: proxies between this computer and Globus. Each test runs another test of this program, with
//! the proxy in its environment.

use globus_app::{Environment, Error, FlowsClient, GlobusAppConfig, ProxyFailure};

use crate::{
    again::{again, succeeded},
    fake::{Answer, Fake, signed_in_with},
};

/// Runs a test with the proxy at `url`, on another thread than the fake proxy's.
async fn runs_with(url: &str, test: &str) {
    let (url, test) = (url.to_owned(), format!("proxies::{test}"));
    let run = move || again(&test, &[("HTTPS_PROXY", &url)]).output();
    let output = tokio::task::spawn_blocking(run).await.expect("no panic");
    let output = output.expect("it runs");
    assert!(succeeded(&output), "{output:?}");
}

/// What a proxy that answers like this was asked by the test that expects it.
async fn asked_of(answer: Answer, test: &str) -> Vec<String> {
    let proxy = Fake::always(answer).await;
    runs_with(&proxy.url, test).await;
    for seen in proxy.seen() {
        assert!(!seen.head.contains("authorization"), "{}", seen.head);
    }
    proxy.seen().into_iter().map(|seen| seen.line).collect()
}

/// A call that leaves this computer.
async fn call() -> ProxyFailure {
    let config = GlobusAppConfig {
        environment: Environment::at("away", "https://flows.invalid/").expect("https"),
        ..GlobusAppConfig::default()
    };
    let app = signed_in_with(config, jiff::Timestamp::MAX).await;
    match FlowsClient::new(&app).list_flows().send().await {
        Err(Error::Proxy { host, failure }) => {
            assert_eq!(host, "flows.invalid");
            failure
        }
        outcome => panic!("{outcome:?}"),
    }
}

#[tokio::test]
async fn a_proxy_is_asked_to_connect_alone_and_its_no_is_final() {
    const CONNECT: &str = "CONNECT flows.invalid:443 HTTP/1.1";
    let wants_a_password = Answer::json(407, "proxy-authenticate: Basic realm=lab\r\n", "");
    let asked = asked_of(wants_a_password, "one_that_wants_a_password").await;
    assert_eq!(asked, [CONNECT]);
    let asked = asked_of(Answer::json(403, "", ""), "one_that_refuses").await;
    assert_eq!(asked, [CONNECT]);
}

#[tokio::test]
async fn a_dead_proxy_is_not_taken_for_globus() {
    // Nobody listens there.
    runs_with("http://127.0.0.1:9/", "one_that_is_dead").await;
}

#[tokio::test]
#[ignore = "run by a test above, with a proxy"]
async fn one_that_wants_a_password() {
    assert_eq!(call().await, ProxyFailure::PasswordWanted);
}

#[tokio::test]
#[ignore = "run by a test above, with a proxy"]
async fn one_that_refuses() {
    assert_eq!(call().await, ProxyFailure::Refused);
}

#[tokio::test]
#[ignore = "run by a test above, with a proxy"]
async fn one_that_is_dead() {
    let failure = call().await;
    let ProxyFailure::Unreachable(reason) = &failure else {
        panic!("{failure:?}")
    };
    assert!(reason.contains("refused"), "{reason}");
}
