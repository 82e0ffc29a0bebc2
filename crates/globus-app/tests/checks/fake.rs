//! A service that answers with arbitrary bytes, and remembers what it was sent.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use globus_app::{
    Environment, GlobusAppConfig, MemoryTokenStorage, TokenData, TokenKey, TokenStorage, UserApp,
};
use jiff::{SignedDuration, Timestamp};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

pub(crate) const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";

/// The access token in all tests, which must never be quoted.
pub(crate) const TOKEN: &str = "the-secret-access-token";

/// Who is signed in.
pub(crate) const PERSON: &str = "ae341a98-d274-11e5-b888-dbae3a8ba545";

/// A client's request, with its headers in lower case.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) line: String,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// The answer: bytes, and optionally others that never end.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) bytes: Vec<u8>,
    pub(crate) then_for_ever: Vec<u8>,
}

/// The service. It ends with the test's runtime.
#[derive(Debug)]
pub(crate) struct Fake {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    sent: Arc<AtomicUsize>,
}

impl Fake {
    /// `answer` gets the number of earlier requests, and the request.
    pub(crate) async fn start(
        answer: impl Fn(usize, &Seen) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/", listener.local_addr().expect("bound"));
        let (seen, sent) = (Arc::default(), Arc::default());
        let fake = Self {
            url,
            seen: Arc::clone(&seen),
            sent: Arc::clone(&sent),
        };
        let answer = Arc::new(answer);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (seen, sent) = (Arc::clone(&seen), Arc::clone(&sent));
                let answer = Arc::clone(&answer);
                tokio::spawn(async move { serve(stream, &seen, &sent, &*answer).await });
            }
        });
        fake
    }

    /// Answers every request the same way.
    pub(crate) async fn always(answer: Answer) -> Self {
        Self::start(move |_, _| answer.clone()).await
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        lock(&self.seen).clone()
    }

    /// How many bytes of answers the clients read.
    pub(crate) fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }
}

impl Answer {
    /// A complete answer with a JSON body.
    pub(crate) fn json(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Self {
        Self::of_type("application/json", status, headers, body)
    }

    pub(crate) fn of_type(kind: &str, status: u16, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let length = body.len();
        let mut bytes = format!(
            "HTTP/1.1 {status} It is so\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
             Connection: close\r\n{headers}\r\n"
        )
        .into_bytes();
        bytes.extend_from_slice(body);
        Self {
            bytes,
            then_for_ever: Vec::new(),
        }
    }
}

async fn serve(
    mut stream: TcpStream,
    seen: &Mutex<Vec<Seen>>,
    sent: &AtomicUsize,
    answer: &(impl Fn(usize, &Seen) -> Answer + Sync),
) {
    let Some(request) = read(&mut stream).await else {
        return;
    };
    let answer = {
        let mut seen = lock(seen);
        let answer = answer(seen.len(), &request);
        seen.push(request);
        answer
    };
    let mut next = &answer.bytes;
    while stream.write_all(next).await.is_ok() {
        sent.fetch_add(next.len(), Ordering::SeqCst);
        next = &answer.then_for_ever;
        if next.is_empty() {
            break;
        }
    }
}

async fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let (line, head) = head.split_once("\r\n")?;
            let head = head.to_lowercase();
            let length = head
                .lines()
                .find_map(|header| header.strip_prefix("content-length: "))
                .and_then(|length| length.parse().ok())
                .unwrap_or(0);
            if body.len() >= length {
                return Some(Seen {
                    line: line.to_owned(),
                    head,
                    body: body.to_owned(),
                });
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

/// An app that is signed in to services at `url`, for all clients in the tests.
pub(crate) async fn signed_in(url: &str) -> UserApp {
    signed_in_until(url, Timestamp::now() + SignedDuration::from_hours(48)).await
}

pub(crate) async fn signed_in_until(url: &str, expires_at: Timestamp) -> UserApp {
    let config = GlobusAppConfig {
        environment: Environment::at("fake", url).expect("loopback"),
        app_version: Some("1.2;3".into()),
        ..GlobusAppConfig::default()
    };
    signed_in_with(config, expires_at).await
}

/// The same for any environment.
pub(crate) async fn signed_in_with(config: GlobusAppConfig, expires_at: Timestamp) -> UserApp {
    let storage: Arc<dyn TokenStorage> = Arc::new(MemoryTokenStorage::new());
    let config = GlobusAppConfig {
        token_storage: Some(Arc::clone(&storage)),
        token_validation_error_handler: None,
        ..config
    };
    for (resource_server, scope) in [
        ("auth.globus.org", "openid profile email".to_owned()),
        (
            "flows.globus.org",
            ["view_flows", "run_status", "manage_flows"]
                .map(|name| {
                    format!(
                        "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/{name}"
                    )
                })
                .join(" "),
        ),
        (
            FLOW,
            format!(
                "https://auth.globus.org/scopes/{FLOW}/flow_{}_user",
                FLOW.replace('-', "_")
            ),
        ),
    ] {
        let key = TokenKey {
            environment: config.environment.name().to_owned(),
            client_id: CLIENT_ID.to_owned(),
            namespace: config.namespace.clone(),
            resource_server: resource_server.to_owned(),
        };
        let data = TokenData {
            resource_server: resource_server.to_owned(),
            identity_id: Some(PERSON.to_owned()),
            scope,
            access_token: TOKEN.into(),
            refresh_token: Some("the-secret-refresh-token".into()),
            expires_at,
        };
        storage.put(&key, &data).await.expect("memory");
    }
    let builder = UserApp::builder("test-app", CLIENT_ID).config(config);
    builder.build().expect("complete")
}

/// A flow that the app in the tests may start.
pub(crate) const FLOW: &str = "24bc4997-b483-4c25-a19c-64b0afc00743";

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
