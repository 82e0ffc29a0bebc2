//! A server that answers as it is told, and records what it was asked.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Router,
    body::{Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// Gives these answers in order, whatever it is asked. The last one stays.
#[derive(Clone)]
pub struct Server {
    pub base: String,
    state: Arc<Mutex<Told>>,
}

#[derive(Default)]
struct Told {
    answers: VecDeque<(u16, Value)>,
    asked: Vec<Asked>,
}

/// The parts of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub method: String,
    pub path: String,
    /// Decoded and sorted by name. The values of a name keep their order.
    pub query: Vec<(String, String)>,
    pub body: Body,
    /// `Bearer`, the whole value for `Basic`, or nothing.
    pub credentials: String,
    pub accept: String,
    pub user_agent: String,
    pub client_info: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    None,
    Json(Value),
    /// Decoded like a query.
    Form(Vec<(String, String)>),
}

impl Server {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let server = Self {
            base: format!("http://{address}/"),
            state: Arc::default(),
        };
        let router = Router::new().fallback(answer).with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        server
    }

    /// Sets the answers, and forgets what was asked.
    pub fn answer_with(&self, answers: impl IntoIterator<Item = (u16, Value)>) {
        let mut told = self.told();
        told.answers = answers.into_iter().collect();
        told.asked.clear();
    }

    /// All requests since then.
    pub fn everything_asked(&self) -> Vec<Asked> {
        self.told().asked.clone()
    }

    /// All requests since then, except renewals of tokens.
    pub fn asked(&self) -> Vec<Asked> {
        let mut asked = self.everything_asked();
        asked.retain(|asked| asked.renewal().is_none());
        asked
    }

    /// The renewals of tokens since then.
    pub fn renewals(&self) -> Vec<Asked> {
        let mut asked = self.everything_asked();
        asked.retain(|asked| asked.renewal().is_some());
        asked
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.state.lock().expect("no panic while it is held")
    }

    fn next_answer(&self, asked: Asked) -> (u16, Value) {
        let mut told = self.told();
        let renewal = asked.renewal();
        told.asked.push(asked);
        if let Some(resource_server) = renewal {
            return (200, renewed(&resource_server));
        }
        match told.answers.len() {
            0 => (500, json!({"code": "NothingToAnswer"})),
            1 => told.answers[0].clone(),
            _ => told.answers.pop_front().expect("counted"),
        }
    }
}

impl Asked {
    /// The resource server whose token is renewed with one of [`super::apps`]' refresh tokens.
    fn renewal(&self) -> Option<String> {
        let Body::Form(fields) = &self.body else {
            return None;
        };
        let token = fields.iter().find(|(name, _)| name == "refresh_token")?;
        token.1.strip_prefix("refresh-").map(str::to_owned)
    }
}

fn renewed(resource_server: &str) -> Value {
    json!({
        "access_token": "renewed",
        "refresh_token": format!("refresh-{resource_server}"),
        "scope": super::apps::scope(resource_server),
        "expires_in": 172_800,
        "token_type": "Bearer",
        "resource_server": resource_server,
        "other_tokens": [],
    })
}

async fn answer(State(server): State<Server>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a whole request");
    let header = |name| text(&parts.headers, name);
    let asked = Asked {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: pairs(parts.uri.query().unwrap_or_default().as_bytes()),
        body: read(&header("content-type"), &body),
        credentials: match header("authorization") {
            bearer if bearer.starts_with("Bearer ") => "Bearer".into(),
            other => other,
        },
        accept: header("accept"),
        user_agent: header("user-agent"),
        client_info: header("x-globus-client-info"),
    };
    let (status, body) = server.next_answer(asked);
    let status = StatusCode::from_u16(status).expect("a status");
    let json = [(header::CONTENT_TYPE, "application/json")];
    (status, json, body.to_string()).into_response()
}

fn text(headers: &HeaderMap, name: &str) -> String {
    let value = headers.get(name).map(|value| value.to_str().expect("text"));
    value.unwrap_or_default().to_owned()
}

fn read(content_type: &str, body: &Bytes) -> Body {
    match content_type {
        _ if body.is_empty() => Body::None,
        "application/x-www-form-urlencoded" => Body::Form(pairs(body)),
        _ => Body::Json(serde_json::from_slice(body).expect("JSON")),
    }
}

/// Decodes a query or a form.
pub fn pairs(text: &[u8]) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = url::form_urlencoded::parse(text).into_owned().collect();
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    pairs
}
