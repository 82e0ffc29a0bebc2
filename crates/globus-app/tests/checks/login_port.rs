//! The login port: what strangers get from it, and that the right answer still works afterwards.

use std::{collections::HashMap, time::Duration};

use globus_app::{Error, GlobusAppConfig, LocalServerLoginFlowManager, LoginError, UserApp};
use globus_local::GlobusLocal;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
    task::JoinHandle,
};
use url::Url;

use crate::support::{config, user_app};

/// A waiting login and its address.
pub(crate) struct Waiting {
    pub(crate) authorize: Url,
    pub(crate) port: u16,
    pub(crate) state: String,
    pub(crate) login: JoinHandle<Result<(), Error>>,
    pub(crate) app: UserApp,
    opened: mpsc::UnboundedReceiver<Url>,
    _globus: GlobusLocal,
}

impl Waiting {
    pub(crate) async fn start() -> Self {
        Self::with(|config| config).await
    }

    /// The same with another configuration.
    pub(crate) async fn with(change: impl FnOnce(GlobusAppConfig) -> GlobusAppConfig) -> Self {
        let globus = GlobusLocal::builder().auto_approve(true).start();
        let globus = globus.await.expect("a free port");
        let (open, mut opened) = mpsc::unbounded_channel();
        let browser = LocalServerLoginFlowManager::new(move |url: &Url| {
            open.send(url.clone()).map_err(|error| error.to_string())
        });
        let app = user_app(change(GlobusAppConfig {
            login_flow_manager: Some(std::sync::Arc::new(browser)),
            ..config(globus.url())
        }));
        let shared = app.clone();
        let login = tokio::spawn(async move { shared.login().await });
        let authorize = opened.recv().await.expect("a browser was opened");
        let sent = query(&authorize);
        let redirect_uri = Url::parse(&sent["redirect_uri"]).expect("a URL");
        Self {
            port: redirect_uri.port().expect("a port"),
            state: sent["state"].clone(),
            authorize,
            login,
            app,
            opened,
            _globus: globus,
        }
    }

    /// Sends a raw request. Returns the status code and everything that came back.
    pub(crate) async fn send(&self, request: &[u8]) -> (u16, String) {
        let mut stream = self.connect().await.expect("it listens");
        // If it is too long, the port may close before all of it is sent.
        let _closed = stream.write_all(request).await;
        let mut answer = Vec::new();
        let _reset = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.get(9..12).and_then(|code| code.parse().ok());
        (status.unwrap_or(0), answer)
    }

    pub(crate) async fn connect(&self) -> std::io::Result<TcpStream> {
        TcpStream::connect(("127.0.0.1", self.port)).await
    }

    pub(crate) async fn request(&self, method: &str, target: &str, headers: &str) -> (u16, String) {
        let port = self.port;
        let request =
            format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\n");
        self.send(request.as_bytes()).await
    }

    pub(crate) async fn get(&self, target: &str) -> (u16, String) {
        self.request("GET", target, "").await
    }

    /// The right answer, except for its code.
    pub(crate) fn stolen(&self) -> String {
        format!("/?code=stolen&state={}", self.state)
    }

    /// Lets the browser continue, and the login succeed.
    pub(crate) async fn finish(self) {
        let page = reqwest::get(self.authorize.clone())
            .await
            .expect("it answers");
        assert_eq!(page.status(), 200);
        let outcome = self.login.await.expect("no panic");
        outcome.expect("the right answer still works");
    }

    /// Waits until nothing listens on the port any more.
    pub(crate) async fn closed(&self) {
        let closed = async {
            while self.connect().await.is_ok() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), closed)
            .await
            .expect("the port closes");
    }
}

pub(crate) fn query(url: &Url) -> HashMap<String, String> {
    url.query_pairs().into_owned().collect()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn b1_f7_the_port_is_open_on_this_computer_alone() {
    let waiting = Waiting::start().await;
    let sockets = std::process::Command::new("ss").arg("-ltnH").output();
    let sockets = String::from_utf8(sockets.expect("iproute2").stdout).expect("text");
    let port = format!(":{}", waiting.port);
    let ours: Vec<_> = sockets
        .lines()
        .filter_map(|line| line.split_whitespace().nth(3))
        .filter(|address| address.ends_with(&port))
        .collect();
    assert_eq!(ours, [format!("127.0.0.1{port}")]);
    let sent = query(&waiting.authorize);
    assert_eq!(sent["redirect_uri"], format!("http://127.0.0.1{port}"));
    waiting.finish().await;
}

#[tokio::test]
async fn b1_a_redirect_to_localhost_is_heard_on_both_of_its_addresses() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("bound").port();
    drop(free);
    let uri = format!("http://localhost:{port}");
    let configured = Url::parse(&uri).expect("a URL");
    let waiting = Waiting::with(|config| GlobusAppConfig {
        login_redirect_uri: Some(configured),
        ..config
    })
    .await;
    assert_eq!(query(&waiting.authorize)["redirect_uri"], uri);
    let has_ipv6 = std::net::TcpListener::bind("[::1]:0").is_ok();
    let other = std::net::TcpListener::bind(("::1", port));
    assert_eq!(other.is_err(), has_ipv6, "nobody else can listen there");
    drop(other);
    waiting.finish().await;
}

#[tokio::test]
async fn b2_once_answered_the_port_takes_no_other_answer_and_closes_when_the_page_was_seen() {
    let waiting = Waiting::start().await;
    let denied = format!("/?error=access_denied&state={}", waiting.state);
    assert_eq!(waiting.get(&denied).await.0, 303);
    let (status, page) = waiting.get(&waiting.stolen()).await;
    assert!(
        status == 400 && page.contains("has already ended"),
        "{page}"
    );
    assert_eq!(waiting.get("/x").await.0, 404);
    while !waiting.get("/done").await.1.contains("Access was denied") {
        tokio::task::yield_now().await;
    }
    waiting.closed().await;
}

#[tokio::test]
async fn b2_b14_a_cancelled_login_closes_its_port() {
    let waiting = Waiting::start().await;
    waiting.login.abort();
    waiting.closed().await;
}

#[tokio::test]
async fn f1_b14_a_login_that_nobody_answers_ends_at_its_deadline_and_the_next_works() {
    let mut waiting = Waiting::start().await;
    // Ten minutes pass.
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(601)).await;
    tokio::time::resume();
    let outcome = (&mut waiting.login).await.expect("no panic");
    assert!(
        matches!(outcome, Err(Error::Login(LoginError::TimedOut(_)))),
        "{outcome:?}"
    );
    waiting.closed().await;
    assert!(waiting.app.login_required().await.expect("memory"));
    let app = waiting.app.clone();
    let again = tokio::spawn(async move { app.login().await });
    let page = waiting.opened.recv().await.expect("another browser");
    let seen = reqwest::get(page).await.expect("it answers");
    assert_eq!(seen.status(), 200);
    again.await.expect("no panic").expect("signed in");
}

#[tokio::test]
async fn b3_only_the_redirect_path_is_answered() {
    let waiting = Waiting::start().await;
    for (method, target, expected) in [
        ("GET", "/favicon.ico", 404),
        ("GET", "/x", 404),
        ("GET", "/done", 404),
        ("GET", "//", 404),
        ("HEAD", "/", 405),
        ("POST", "/", 405),
        ("PUT", "/", 405),
        ("OPTIONS", "/", 405),
        ("GET", "http://evil.example/", 400),
    ] {
        let target = format!("{target}?code=x&state={}", waiting.state);
        let headers = "Content-Length: 0\r\n";
        let (status, answer) = waiting.request(method, &target, headers).await;
        assert_eq!(status, expected, "{method} {target}: {answer}");
    }
    // Someone scans for open ports.
    drop(waiting.connect().await.expect("it listens"));
    waiting.finish().await;
}

#[tokio::test]
async fn b4_f3_a_wrong_or_missing_state_is_refused_in_words_and_the_login_goes_on() {
    let waiting = Waiting::start().await;
    for target in [
        "/?code=x",
        "/?code=x&state=wrong",
        "/?error=access_denied",
        "/",
    ] {
        let (status, page) = waiting.get(target).await;
        assert_eq!(status, 400, "{target}");
        assert!(page.contains("This link isn’t from this sign-in"), "{page}");
    }
    waiting.finish().await;
}

#[tokio::test]
async fn b6_a_name_made_to_resolve_to_this_computer_is_refused() {
    let waiting = Waiting::start().await;
    let (target, port) = (waiting.stolen(), waiting.port);
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", port ^ 1),
        format!("127.0.0.1:{port}.evil.example"),
        String::new(),
    ] {
        let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        assert_eq!(waiting.send(request.as_bytes()).await.0, 400, "{host}");
    }
    let without = format!("GET {target} HTTP/1.0\r\n\r\n");
    assert_eq!(waiting.send(without.as_bytes()).await.0, 400, "none");
    waiting.finish().await;
}

#[tokio::test]
async fn b7_f30_another_pages_scripts_images_and_forms_are_refused() {
    let waiting = Waiting::start().await;
    let target = waiting.stolen();
    for headers in [
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Mode: no-cors\r\n",
        "Sec-Fetch-Mode: cors\r\n",
        "Sec-Fetch-Mode: websocket\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n",
    ] {
        let (status, _) = waiting.request("GET", &target, headers).await;
        assert_eq!(status, 400, "{headers}");
    }
    let form = "Origin: https://evil.example\r\nContent-Length: 0\r\n";
    assert_eq!(waiting.request("POST", &target, form).await.0, 400);
    waiting.finish().await;
}

#[tokio::test]
async fn b10_f30_what_is_too_long_or_no_http_gets_an_error_at_most() {
    let waiting = Waiting::start().await;
    let host = format!("Host: 127.0.0.1:{}", waiting.port);
    let long = |length: usize| format!("GET /?{} HTTP/1.1\r\n{host}\r\n\r\n", "a".repeat(length));
    let (status, _) = waiting.send(long(17_000).as_bytes()).await;
    assert_eq!(status, 414, "a target that no redirect has");
    let mut requests = vec![
        long(40_000).into_bytes(),
        long(10_000_000).into_bytes(),
        format!(
            "GET / HTTP/1.1\r\n{host}\r\nX: {}\r\n\r\n",
            "a".repeat(40_000)
        )
        .into_bytes(),
        format!(
            "GET / HTTP/1.1\r\n{host}\r\n{}\r\n",
            "X: y\r\n".repeat(10_000)
        )
        .into_bytes(),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".repeat(40),
        b"\r\n\r\n\r\n".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        (0..=255).collect(),
    ];
    requests.push(
        format!("GET / HTTP/1.1\r\n{host}\r\nContent-Length: 99999999999999999999\r\n\r\n")
            .into_bytes(),
    );
    for request in requests {
        let start = String::from_utf8_lossy(&request[..request.len().min(40)]).into_owned();
        let (status, answer) = waiting.send(&request).await;
        // Closing without an answer is fine, too.
        assert!(matches!(status, 0 | 400..=599), "{start}: {answer}");
    }
    waiting.finish().await;
}

#[tokio::test]
async fn b10_connections_that_say_nothing_or_a_letter_at_a_time_are_ended() {
    let waiting = Waiting::start().await;
    let mut slow = Vec::new();
    for sent in ["", "G", "GET / HTTP/1.1\r\nHo", "GET / HTTP/1.1\r\n"].repeat(3) {
        let mut stream = waiting.connect().await.expect("it listens");
        stream.write_all(sent.as_bytes()).await.expect("sent");
        slow.push(stream);
    }
    // More than there are places for. The right answer waits until some are closed, and gets
    // through.
    waiting.finish().await;
    for mut stream in slow {
        let mut rest = Vec::new();
        let ended = tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut rest));
        let _reset = ended.await.expect("it is ended");
        let answer = String::from_utf8_lossy(&rest).into_owned();
        assert!(
            rest.is_empty() || answer.starts_with("HTTP/1.1 4"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn b11_the_page_is_plain_text_that_nothing_keeps_or_frames() {
    let waiting = Waiting::start().await;
    let text = "error=server_error&error_description=%3Cscript%3Ealert(1)%3C/script%3E";
    let target = format!("/?{text}&state={}", waiting.state);
    let (status, answer) = waiting.get(&target).await;
    assert_eq!(status, 303);
    assert!(
        answer.to_lowercase().contains("location: /done\r\n"),
        "{answer}"
    );
    // The outcome page may still say that it is finishing. It stays until it was fetched.
    let page = loop {
        let (_, page) = waiting.get("/done").await;
        if !page.contains("Finishing") {
            break page;
        }
        tokio::task::yield_now().await;
    };
    assert!(
        page.contains("&lt;script&gt;") && !page.contains("<script"),
        "{page}"
    );
    let head = page
        .split("\r\n\r\n")
        .next()
        .unwrap_or_default()
        .to_lowercase();
    for header in [
        "content-security-policy: default-src 'none'; style-src 'sha256-",
        "frame-ancestors 'none'",
        "cache-control: no-store",
        "referrer-policy: no-referrer",
        "x-content-type-options: nosniff",
    ] {
        assert!(head.contains(header), "{header}: {head}");
    }
    let outcome = waiting.login.await.expect("no panic");
    let Err(Error::Login(LoginError::Refused { error, .. })) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(error, "server_error");
}

#[tokio::test]
async fn b12_f2_a_denial_is_said_as_one_and_stores_nothing() {
    let waiting = Waiting::start().await;
    let denied = format!(
        "/?error=access_denied&error_description=x&state={}",
        waiting.state
    );
    waiting.get(&denied).await;
    let outcome = waiting.login.await.expect("no panic");
    assert!(
        matches!(outcome, Err(Error::Login(LoginError::Denied))),
        "{outcome:?}"
    );
    assert!(waiting.app.login_required().await.expect("memory"));
    assert!(waiting.app.identity().is_none());
}

#[tokio::test]
async fn b13_f5_a_second_login_shares_the_one_that_waits() {
    let mut waiting = Waiting::start().await;
    let app = waiting.app.clone();
    let second = tokio::spawn(async move { app.login().await });
    tokio::task::yield_now().await;
    let page = reqwest::get(waiting.authorize.clone())
        .await
        .expect("it answers");
    assert_eq!(page.status(), 200);
    second
        .await
        .expect("no panic")
        .expect("signed in by the first");
    (&mut waiting.login)
        .await
        .expect("no panic")
        .expect("signed in");
    assert!(waiting.opened.try_recv().is_err(), "one browser");
}

#[tokio::test]
async fn a4_f4_an_answer_that_comes_again_is_refused() {
    let waiting = Waiting::start().await;
    let target = waiting.stolen();
    assert_eq!(waiting.get(&target).await.0, 303);
    // Nobody issued this code, so whatever comes now is too late.
    let again = waiting.connect().await;
    if again.is_ok() {
        assert!(matches!(waiting.get(&target).await.0, 0 | 400));
    }
    let outcome = waiting.login.await.expect("no panic");
    assert!(
        matches!(outcome, Err(Error::Login(LoginError::CodeRefused(_)))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn f8_somebody_on_the_other_loopback_address_gets_nothing() {
    let waiting = Waiting::start().await;
    let Ok(other) = tokio::net::TcpListener::bind(("::1", waiting.port)).await else {
        // A computer without IPv6 has no other address.
        return waiting.finish().await;
    };
    waiting.finish().await;
    let nobody = tokio::time::timeout(Duration::ZERO, other.accept()).await;
    assert!(nobody.is_err(), "the redirect has a literal address");
}
