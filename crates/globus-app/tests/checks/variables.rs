//! What variables of the process' environment change. Each test runs another of this program
//! again, with the variables set.

use std::process::Stdio;

use globus_app::{Environment, Error, FlowsClient, GlobusAppConfig, SettingsError};

use crate::{
    again::{again, succeeded},
    fake::{Answer, Fake, signed_in, signed_in_with},
};

#[test]
fn what_is_on_this_computer_is_asked_without_a_proxy() {
    // Nobody listens there.
    let dead = "http://127.0.0.1:9/";
    let variables = [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "all_proxy",
    ];
    let output = again(
        "transport::every_request_introduces_the_app",
        &variables.map(|name| (name, dead)),
    )
    .output()
    .expect("it runs");
    assert!(succeeded(&output), "{output:?}");
}

#[tokio::test]
async fn what_is_not_on_this_computer_is_asked_through_the_proxy() {
    let proxy = Fake::always(Answer::json(403, "", "")).await;
    let mut child = again(
        "variables::a_call_to_globus",
        &[("HTTPS_PROXY", &proxy.url)],
    )
    .stdout(Stdio::null())
    .stderr(Stdio::null())
    .spawn()
    .expect("it runs");
    while proxy.seen().is_empty() {
        assert!(
            child.try_wait().expect("ours").is_none(),
            "it ended without a word to the proxy"
        );
        tokio::task::yield_now().await;
    }
    child.kill().expect("ours");
    child.wait().expect("ours");
    let seen = &proxy.seen()[0];
    assert_eq!(seen.line, "CONNECT flows.invalid:443 HTTP/1.1");
    assert!(!seen.head.contains("authorization"), "{}", seen.head);
}

#[tokio::test]
#[ignore = "run by the test above, with a proxy"]
async fn a_call_to_globus() {
    let config = GlobusAppConfig {
        environment: Environment::at("away", "https://flows.invalid/").expect("https"),
        ..GlobusAppConfig::default()
    };
    let app = signed_in_with(config, jiff::Timestamp::MAX).await;
    let outcome = FlowsClient::new(&app).list_flows().send().await;
    outcome.expect_err("the proxy refuses");
}

#[test]
fn certificates_are_not_left_unchecked_for_a_variable() {
    let output = again(
        "variables::a_call_that_may_not_be",
        &[("GLOBUS_SDK_VERIFY_SSL", "0")],
    )
    .output()
    .expect("it runs");
    assert!(succeeded(&output), "{output:?}");
}

#[tokio::test]
#[ignore = "run by the test above, with the check of certificates off"]
async fn a_call_that_may_not_be() {
    let fake = Fake::always(Answer::json(200, "", "{}")).await;
    let app = signed_in(&fake.url).await;
    let outcome = FlowsClient::new(&app).list_flows().send().await;
    assert!(
        matches!(outcome, Err(Error::Settings(SettingsError::Unverified))),
        "{outcome:?}"
    );
    assert!(fake.seen().is_empty());
}
