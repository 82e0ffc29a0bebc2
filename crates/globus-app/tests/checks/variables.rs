//! The effect of environment variables. Each test runs another test of this program, with the
//! variables set.

use globus_app::{Error, FlowsClient, SettingsError};

use crate::{
    again::{again, succeeded},
    fake::{Answer, Fake, signed_in},
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
