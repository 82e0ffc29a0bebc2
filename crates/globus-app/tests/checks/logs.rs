//! What `tracing` records of requests.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use globus_app::FlowsClient;
use jiff::{SignedDuration, Timestamp};
use tracing::Level;

use crate::fake::{Answer, Fake, signed_in_until};

/// Everything that any part of the program logs.
#[derive(Clone, Debug, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl io::Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        heard.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_request_is_heard_of_but_nothing_that_is_secret() {
    let heard = Heard::default();
    let writer = heard.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Level::TRACE)
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    // This test's runtime has only its own thread.
    let listening = tracing::subscriber::set_default(subscriber);
    let fake = Fake::start(|_, seen| {
        if seen.line.starts_with("POST /v2/oauth2/token") {
            return Answer::json(
                200,
                "",
                r#"{"access_token":"the-secret-new-token","refresh_token":"the-secret-next-token",
                "scope":"https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/view_flows https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/run_status",
                "expires_in":100000,"token_type":"Bearer","resource_server":"flows.globus.org",
                "other_tokens":[]}"#,
            );
        }
        Answer::json(
            400,
            "",
            r#"{"error":{"code":"BAD","detail":"what-the-service-says"},"debug_id":"the-request-id"}"#,
        )
    })
    .await;
    let app = signed_in_until(&fake.url, Timestamp::now() - SignedDuration::from_hours(1)).await;
    let list = FlowsClient::new(&app)
        .list_flows()
        .filter_fulltext("what-people-look-for");
    list.send().await.expect_err("refused");
    drop(listening);

    let sent = fake.seen();
    assert!(sent[0].body.contains("the-secret-refresh-token"));
    assert!(sent[1].head.contains("the-secret-new-token"));
    assert!(sent[1].line.contains("what-people-look-for"));
    let heard = heard.0.lock().unwrap_or_else(PoisonError::into_inner);
    let heard = String::from_utf8_lossy(&heard);
    for word in [
        "request{",
        "method=GET",
        "path=\"/flows\"",
        "status=400",
        "the-request-id",
    ] {
        assert!(heard.contains(word), "{word} in {heard}");
    }
    for word in [
        "the-secret",
        "what-people-look-for",
        "what-the-service-says",
    ] {
        assert!(!heard.contains(word), "{word} in {heard}");
    }
}
