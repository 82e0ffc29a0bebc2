//! Stands between an app and its local Globus: counts, delays, changes or drops requests.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures::future::BoxFuture;
use globus_local::{GlobusLocal, Issuer};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinHandle,
    time::timeout,
};

/// Whatever takes longer won't happen.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// Including the query.
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Asked {
    /// A field of the form.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        let pairs = url::form_urlencoded::parse(self.body.as_bytes());
        let mut pairs = pairs.filter(|(key, _)| key == name);
        pairs.next().map(|(_, value)| value.into_owned())
    }

    /// Whether it refreshes a token.
    pub(crate) fn is_refresh(&self) -> bool {
        self.is_grant("refresh_token")
    }

    /// Whether it exchanges a login's code.
    pub(crate) fn is_exchange(&self) -> bool {
        self.is_grant("authorization_code")
    }

    fn is_grant(&self, kind: &str) -> bool {
        self.path == "/v2/oauth2/token" && self.field("grant_type").as_deref() == Some(kind)
    }
}

/// The answer to a request.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    Answer {
        status: u16,
        headers: Vec<(String, String)>,
        body: String,
    },
    /// Breaks the connection instead.
    HangUp,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::Answer {
            status,
            headers: vec![("content-type".into(), "application/json".into())],
            body: body.to_string(),
        }
    }
}

/// The local Globus behind it.
#[derive(Clone, Debug)]
pub(crate) struct Upstream {
    http: reqwest::Client,
    base: String,
}

impl Upstream {
    pub(crate) async fn ask(&self, asked: &Asked) -> Reply {
        let url = format!("{}{}", self.base.trim_end_matches('/'), asked.path);
        let method = asked.method.parse().expect("a method");
        let mut request = self.http.request(method, url).body(asked.body.clone());
        for (name, value) in &asked.headers {
            if ["authorization", "content-type", "accept"].contains(&name.as_str()) {
                request = request.header(name, value);
            }
        }
        let answer = request.send().await.expect("the local Globus answers");
        let headers = answer.headers().iter().map(|(name, value)| {
            let value = value.to_str().expect("plain text");
            (name.to_string(), value.to_owned())
        });
        let hop = ["content-length", "transfer-encoding", "connection"];
        let headers = headers.filter(|(name, _)| !hop.contains(&name.as_str()));
        Reply::Answer {
            status: answer.status().as_u16(),
            headers: headers.collect(),
            body: answer.text().await.expect("text"),
        }
    }
}

type Script = Box<dyn Fn(Asked, Upstream) -> BoxFuture<'static, Reply> + Send + Sync>;

type Kind = fn(&Asked) -> bool;

struct State {
    script: Script,
    upstream: Upstream,
    asked: Mutex<Vec<Asked>>,
    is_gone: AtomicBool,
    /// Holds back the answer to the next request of a kind.
    held_by: Mutex<Option<(Kind, Arc<Notify>)>>,
    holding: Notify,
    answered: Notify,
}

pub(crate) struct Between {
    pub(crate) url: String,
    pub(crate) globus: GlobusLocal,
    state: Arc<State>,
    serving: JoinHandle<()>,
}

impl Drop for Between {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Between {
    /// Passes everything on, and counts.
    pub(crate) async fn start() -> Self {
        Self::with(|asked, globus| Box::pin(async move { globus.ask(&asked).await })).await
    }

    /// Answers as `script` says.
    pub(crate) async fn with(
        script: impl Fn(Asked, Upstream) -> BoxFuture<'static, Reply> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/", listener.local_addr().expect("bound"));
        let globus = GlobusLocal::builder()
            .auto_approve(true)
            .issuer(Issuer::parse(&url).expect("loopback"))
            .start()
            .await
            .expect("a free port");
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let upstream = Upstream {
            http: http.build().expect("a client"),
            base: globus.url().to_owned(),
        };
        let state = Arc::new(State {
            script: Box::new(script),
            upstream,
            asked: Mutex::default(),
            is_gone: AtomicBool::default(),
            held_by: Mutex::default(),
            holding: Notify::new(),
            answered: Notify::new(),
        });
        let serving = tokio::spawn(serve(listener, Arc::clone(&state)));
        Self {
            url,
            globus,
            state,
            serving,
        }
    }

    /// Whether every connection breaks, as without a network.
    pub(crate) fn set_gone(&self, gone: bool) {
        self.state.is_gone.store(gone, Ordering::SeqCst);
    }

    /// Holds back the answer to the next request of a kind until the returned handle lets it go.
    pub(crate) fn hold_next(&self, kind: Kind) -> Arc<Notify> {
        let release = Arc::new(Notify::new());
        *self.state.held_by.lock().expect("whole") = Some((kind, release.clone()));
        release
    }

    /// Waits until that request was acted on.
    pub(crate) async fn holds(&self) {
        let holding = timeout(PATIENCE, self.state.holding.notified()).await;
        holding.expect("nothing like that was asked");
    }

    /// The requests that got through so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.state.asked.lock().expect("whole").clone()
    }

    pub(crate) fn refreshes(&self) -> usize {
        self.asked()
            .iter()
            .filter(|asked| asked.is_refresh())
            .count()
    }

    /// Waits until this many tokens were revoked.
    pub(crate) async fn revoked(&self, tokens: usize) {
        let all = async {
            while self.count("/v2/oauth2/token/revoke") < tokens {
                self.state.answered.notified().await;
            }
        };
        timeout(PATIENCE, all).await.expect("not all were revoked");
    }

    /// How many requests had this path, with any query.
    pub(crate) fn count(&self, path: &str) -> usize {
        let asked = self.asked();
        let paths = asked.iter().map(|asked| asked.path.split('?').next());
        paths.filter(|asked| *asked == Some(path)).count()
    }
}

async fn serve(listener: TcpListener, state: Arc<State>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(answer(stream, Arc::clone(&state)));
    }
}

async fn answer(mut stream: TcpStream, state: Arc<State>) {
    if state.is_gone.load(Ordering::SeqCst) {
        return;
    }
    let Some(asked) = read(&mut stream).await else {
        return;
    };
    state.asked.lock().expect("whole").push(asked.clone());
    let held = {
        let mut held_by = state.held_by.lock().expect("whole");
        held_by.take_if(|(kind, _)| kind(&asked))
    };
    let reply = (state.script)(asked, state.upstream.clone()).await;
    if let Some((_, release)) = held {
        state.holding.notify_one();
        release.notified().await;
    }
    let Reply::Answer {
        status,
        headers,
        body,
    } = reply
    else {
        return;
    };
    let mut lines = vec![format!("HTTP/1.1 {status} -")];
    lines.extend(
        headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}")),
    );
    lines.push(format!("content-length: {}", body.len()));
    let text = lines.join("\r\n") + "\r\nconnection: close\r\n\r\n" + &body;
    // Whoever asked may be gone.
    drop(stream.write_all(text.as_bytes()).await);
    state.answered.notify_one();
}

async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let by_name: HashMap<_, _> = headers.iter().cloned().collect();
    let length = by_name
        .get("content-length")
        .map_or(0, |length| length.parse().expect("a number"));
    while bytes.len() < end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(Asked {
        method: first.next()?.to_owned(),
        path: first.next()?.to_owned(),
        headers,
        body: String::from_utf8(bytes[end..].to_vec()).ok()?,
    })
}
