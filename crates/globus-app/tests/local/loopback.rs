//! What the login port does with what is not the answer, and then with the answer.

use std::{collections::HashMap, time::Duration};

use crate::support::{browse, globus, handed_browser, user_app};
use globus_app::{Error, LoginError};
use globus_local::GlobusLocal;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
};
use url::Url;

/// A login that waits, and where.
struct Waiting {
    authorize: Url,
    port: u16,
    state: String,
    login: tokio::task::JoinHandle<Result<(), Error>>,
    _globus: GlobusLocal,
}

impl Waiting {
    async fn start(auto_approve: bool) -> Self {
        let globus = globus(auto_approve).await;
        let (config, mut opened): (_, mpsc::UnboundedReceiver<Url>) = handed_browser(&globus);
        let app = user_app(config);
        let login = tokio::spawn(async move { app.login().await });
        let authorize = opened.recv().await.expect("a browser was opened");
        let query: HashMap<_, _> = authorize.query_pairs().into_owned().collect();
        let port = Url::parse(&query["redirect_uri"])
            .expect("a URL")
            .port()
            .expect("a port");
        Self {
            port,
            state: query["state"].clone(),
            authorize,
            login,
            _globus: globus,
        }
    }

    /// One raw request; the status line's code and everything that came.
    async fn send(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))
            .await
            .expect("it listens");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("answered");
        let status = answer
            .get(9..12)
            .and_then(|code| code.parse().ok())
            .unwrap_or(0);
        (status, answer)
    }

    async fn get(&self, target: &str, headers: &str) -> (u16, String) {
        let port = self.port;
        self.send(&format!(
            "GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\n"
        ))
        .await
    }

    async fn finish(self) {
        let (status, _) = browse(self.authorize).await;
        assert_eq!(status, 200);
        self.login
            .await
            .expect("no panic")
            .expect("the right answer still works");
    }
}

#[tokio::test]
async fn strangers_are_refused_and_the_login_still_completes() {
    let waiting = Waiting::start(true).await;
    let right = format!("/?code=stolen&state={}", waiting.state);
    for (target, headers, expected) in [
        ("/favicon.ico", "", 404),
        ("/done", "", 404),
        ("/?code=x", "", 400),
        ("/?code=x&state=wrong", "", 400),
        (right.as_str(), "Origin: https://evil.example\r\n", 400),
        (right.as_str(), "Sec-Fetch-Mode: no-cors\r\n", 400),
    ] {
        let (status, answer) = waiting.get(target, headers).await;
        assert_eq!(status, expected, "{target} {headers}: {answer}");
    }
    let rebound = format!("GET {right} HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert_eq!(
        waiting.send(&rebound).await.0,
        400,
        "a name made to resolve to this computer"
    );
    let host = format!("Host: 127.0.0.1:{}", waiting.port);
    let posted = format!("POST {right} HTTP/1.1\r\n{host}\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(waiting.send(&posted).await.0, 405);
    let long = format!("GET /?{} HTTP/1.1\r\n{host}\r\n\r\n", "a".repeat(40_000));
    let (status, answer) = waiting.send(&long).await;
    // Closed without an answer is as good as an answer.
    assert!(
        matches!(status, 0 | 400..=499),
        "too long a head: {answer:?}"
    );
    waiting.finish().await;
}

#[tokio::test]
async fn a_wrong_state_gets_words_on_the_page() {
    let waiting = Waiting::start(true).await;
    let (_, page) = waiting.get("/?code=x&state=wrong", "").await;
    assert!(page.contains("This link isn’t from this sign-in"), "{page}");
    assert!(
        page.to_lowercase()
            .contains("content-security-policy: default-src 'none'")
    );
    waiting.finish().await;
}

#[tokio::test]
async fn a_refusal_is_escaped_and_ends_the_login() {
    let waiting = Waiting::start(false).await;
    let query = "error=server_error&error_description=%3Cscript%3Ealert(1)%3C/script%3E";
    let (status, _) = waiting
        .get(&format!("/?{query}&state={}", waiting.state), "")
        .await;
    assert_eq!(status, 303);
    // The outcome page may still say that it finishes; it is there until it was fetched.
    let page = tokio::time::timeout(Duration::from_secs(5), async {
        loop {
            let (_, page) = waiting.get("/done", "").await;
            if !page.contains("Finishing") {
                break page;
            }
            tokio::task::yield_now().await;
        }
    });
    let page = page.await.expect("in time");
    assert!(
        page.contains("&lt;script&gt;") && !page.contains("<script>"),
        "{page}"
    );
    let outcome = waiting.login.await.expect("no panic");
    assert!(
        matches!(outcome, Err(Error::Login(LoginError::Refused { .. }))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn denied_consent_stores_nothing() {
    let waiting = Waiting::start(false).await;
    let denied = format!("/?error=access_denied&state={}", waiting.state);
    waiting.get(&denied, "").await;
    let outcome = waiting.login.await.expect("no panic");
    assert!(
        matches!(outcome, Err(Error::Login(LoginError::Denied))),
        "{outcome:?}"
    );
}
