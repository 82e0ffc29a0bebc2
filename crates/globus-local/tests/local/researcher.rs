//! A user with a token for all of Flows, and one for each flow that they start.

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{FLOWS, Local};

pub(crate) struct Researcher {
    pub(crate) local: Local,
    pub(crate) token: String,
}

pub(crate) const HELLO: &str = "https://actions.globus.org/hello_world";
pub(crate) const ASK: &str = "https://actions.globus.org/weboption/wait_for_option";

impl Researcher {
    pub(crate) async fn new() -> Self {
        let local = Local::start().await;
        let token = local.access(&format!("{FLOWS}/all")).await;
        Self { local, token }
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        token: &str,
        body: Option<&Value>,
    ) -> (u16, Value) {
        let mut request = self
            .local
            .http
            .request(method, self.local.url(path))
            .bearer_auth(token);
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.expect("it answers");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        self.send(Method::GET, path, &self.token, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.send(Method::POST, path, &self.token, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> (u16, Value) {
        self.send(Method::PUT, path, &self.token, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> (u16, Value) {
        self.send(Method::DELETE, path, &self.token, None).await
    }

    /// Reads `path`, which must exist.
    pub(crate) async fn read(&self, path: &str) -> Value {
        let (status, body) = self.get(path).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// Creates a flow with these states, the first of which is "A", and returns its id.
    pub(crate) async fn flow(&self, steps: Value) -> String {
        let definition = json!({ "StartAt": "A", "States": steps });
        let flow = json!({ "title": "A new flow", "definition": definition, "input_schema": {} });
        let (status, made) = self.post("flows", &flow).await;
        assert_eq!(status, 201, "{made}");
        made["id"].as_str().expect("an id").to_owned()
    }

    pub(crate) async fn flow_token(&self, flow_id: &str) -> String {
        self.local.access(&flow_scope(flow_id)).await
    }

    /// Starts a run of the flow with `input`.
    pub(crate) async fn start(&self, flow_id: &str, input: Value) -> Value {
        let token = self.flow_token(flow_id).await;
        let body = json!({ "body": input });
        let path = format!("flows/{flow_id}/run");
        let (status, run) = self.send(Method::POST, &path, &token, Some(&body)).await;
        assert_eq!(status, 201, "{run}");
        run
    }

    /// The run as it is `seconds` later.
    pub(crate) async fn later(&self, run: &Value, seconds: i64) -> Value {
        self.local.advance(SignedDuration::from_secs(seconds));
        self.read(&format!("runs/{}", id(run))).await
    }
}

pub(crate) fn flow_scope(flow_id: &str) -> String {
    let name = flow_id.replace('-', "_");
    format!("https://auth.globus.org/scopes/{flow_id}/flow_{name}_user")
}

pub(crate) fn id(run: &Value) -> &str {
    run["run_id"].as_str().expect("an id")
}
