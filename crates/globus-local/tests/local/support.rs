//! A local Globus with a clock that the test sets, and a client that follows no redirect.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use globus_local::{Builder, Clock, GlobusLocal};
use jiff::{SignedDuration, Timestamp};
use reqwest::Response;
use serde_json::Value;
use sha2::{Digest, Sha256};
use url::Url;

pub(crate) const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";
pub(crate) const REDIRECT: &str = "http://127.0.0.1:7777";
pub(crate) const VERIFIER: &str = "a-verifier-that-is-long-enough-for-rfc-7636-by-far";
pub(crate) const TRANSFER: &str = "urn:globus:auth:scope:transfer.api.globus.org:all";
pub(crate) const FLOWS: &str =
    "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a";

pub(crate) struct Local {
    pub(crate) globus: GlobusLocal,
    pub(crate) http: reqwest::Client,
    now: Arc<Mutex<Timestamp>>,
}

impl Local {
    /// A local Globus that approves logins automatically.
    pub(crate) async fn start() -> Self {
        Self::with(|builder| builder.auto_approve(true)).await
    }

    pub(crate) async fn with(choose: impl FnOnce(Builder) -> Builder) -> Self {
        let now = Arc::new(Mutex::new(Timestamp::now()));
        let read = Arc::clone(&now);
        let clock = Clock::new(move || *read.lock().expect("no panic"));
        let builder = choose(GlobusLocal::builder().clock(clock));
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        Self {
            globus: builder.start().await.expect("a free port"),
            http: http.build().expect("a client"),
            now,
        }
    }

    pub(crate) fn advance(&self, time: SignedDuration) {
        *self.now.lock().expect("no panic") += time;
    }

    pub(crate) fn now(&self) -> Timestamp {
        *self.now.lock().expect("no panic")
    }

    pub(crate) fn url(&self, path: &str) -> Url {
        let base = Url::parse(self.globus.url()).expect("a URL");
        base.join(path).expect("a path")
    }

    pub(crate) fn authorize_url(&self, changes: &[(&str, &str)]) -> Url {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let mut query: HashMap<&str, &str> = HashMap::from([
            ("client_id", CLIENT_ID),
            ("redirect_uri", REDIRECT),
            ("scope", "openid"),
            ("state", "a state"),
            ("response_type", "code"),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
        ]);
        query.extend(changes.iter().copied());
        let mut url = self.url("v2/oauth2/authorize");
        url.query_pairs_mut().extend_pairs(query);
        url
    }

    pub(crate) async fn authorize(&self, changes: &[(&str, &str)]) -> Response {
        let url = self.authorize_url(changes);
        self.http.get(url).send().await.expect("it answers")
    }

    pub(crate) async fn code(&self, changes: &[(&str, &str)]) -> String {
        let answer = self.authorize(changes).await;
        query_of(&answer)["code"].clone()
    }

    pub(crate) async fn token(&self, fields: &[(&str, &str)]) -> (u16, Value) {
        let request = self.http.post(self.url("v2/oauth2/token")).form(fields);
        json(request.send().await.expect("it answers")).await
    }

    /// Exchanges `code`. `changes` replace correct fields.
    pub(crate) async fn exchange(&self, code: &str, changes: &[(&str, &str)]) -> (u16, Value) {
        let mut fields = HashMap::from([
            ("grant_type", "authorization_code"),
            ("client_id", CLIENT_ID),
            ("code", code),
            ("code_verifier", VERIFIER),
            ("redirect_uri", REDIRECT),
        ]);
        fields.extend(changes.iter().copied());
        let fields: Vec<_> = fields.into_iter().filter(|(_, v)| !v.is_empty()).collect();
        self.token(&fields).await
    }

    /// Signs in with `scope`, and returns the token answer.
    pub(crate) async fn tokens(&self, scope: &str) -> Value {
        let code = self.code(&[("scope", scope)]).await;
        let (status, body) = self.exchange(&code, &[]).await;
        assert_eq!(status, 200, "{body}");
        body
    }

    /// An access token for `scope` alone.
    pub(crate) async fn access(&self, scope: &str) -> String {
        let body = self.tokens(scope).await;
        body["access_token"].as_str().expect("a token").to_owned()
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> (u16, Value) {
        let request = self.http.get(self.url(path)).bearer_auth(token);
        json(request.send().await.expect("it answers")).await
    }

    /// Without any token.
    pub(crate) async fn get_bare(&self, path: &str) -> (u16, Value) {
        json(
            self.http
                .get(self.url(path))
                .send()
                .await
                .expect("it answers"),
        )
        .await
    }
}

async fn json(answer: Response) -> (u16, Value) {
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

/// The query of the address that an answer redirects to.
pub(crate) fn query_of(answer: &Response) -> HashMap<String, String> {
    assert_eq!(answer.status(), 302);
    let location = answer.headers()["location"].to_str().expect("text");
    let location = Url::parse(location).expect("a URL");
    location.query_pairs().into_owned().collect()
}

/// The texts of a field of all items.
pub(crate) fn texts(items: &Value, field: &str) -> Vec<String> {
    let items = items.as_array().expect("a list");
    let texts = items.iter().map(|item| item[field].as_str());
    texts
        .map(|text| text.unwrap_or_default().to_owned())
        .collect()
}
