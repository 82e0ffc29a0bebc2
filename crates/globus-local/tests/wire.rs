//! The bytes on the network where a misunderstanding would do harm: redirects, codes, tokens,
//! pages.

use std::collections::HashMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use globus_local::{GlobusLocal, Options};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::JwkSet};
use serde_json::Value;
use sha2::{Digest, Sha256};
use url::Url;

const CLIENT_ID: &str = "61338d24-54d5-408f-a10d-66c06b59f6d2";
const REDIRECT: &str = "http://127.0.0.1:7777";
const VERIFIER: &str = "a-verifier-that-is-long-enough-for-rfc-7636-by-far";
const SCOPES: &str = "openid profile email urn:globus:auth:scope:transfer.api.globus.org:all";

struct Wire {
    globus: GlobusLocal,
    http: reqwest::Client,
}

impl Wire {
    async fn start(auto_approve: bool) -> Self {
        let globus = GlobusLocal::start(Options {
            port: 0,
            auto_approve,
        })
        .await
        .expect("a port");
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        Self {
            globus,
            http: http.build().expect("a client"),
        }
    }

    fn url(&self, path: &str) -> Url {
        Url::parse(self.globus.url())
            .expect("a URL")
            .join(path)
            .expect("a path")
    }

    async fn authorize(&self, changes: &[(&str, &str)]) -> reqwest::Response {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let mut query: HashMap<&str, &str> = HashMap::from([
            ("client_id", CLIENT_ID),
            ("redirect_uri", REDIRECT),
            ("scope", SCOPES),
            ("state", "s t&te"),
            ("nonce", "n"),
            ("response_type", "code"),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
            ("access_type", "offline"),
        ]);
        query.extend(changes.iter().copied());
        let mut url = self.url("v2/oauth2/authorize");
        url.query_pairs_mut().extend_pairs(query);
        self.http.get(url).send().await.expect("it answers")
    }

    async fn code(&self) -> String {
        let answer = self.authorize(&[]).await;
        let location = answer.headers()["location"].to_str().expect("text");
        let location = Url::parse(location).expect("a URL");
        assert!(location.as_str().starts_with("http://127.0.0.1:7777/?"));
        let query: HashMap<_, _> = location.query_pairs().into_owned().collect();
        assert_eq!(query["state"], "s t&te");
        query["code"].clone()
    }

    async fn token(&self, fields: &[(&str, &str)]) -> (u16, Value) {
        let request = self.http.post(self.url("v2/oauth2/token")).form(fields);
        let answer = request.send().await.expect("it answers");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    async fn exchange(&self, code: &str, verifier: &str, redirect: &str) -> (u16, Value) {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("client_id", CLIENT_ID),
            ("code", code),
            ("code_verifier", verifier),
            ("redirect_uri", redirect),
        ])
        .await
    }
}

#[tokio::test]
async fn a_bad_request_gets_a_page_and_no_redirect() {
    let wire = Wire::start(true).await;
    for changes in [
        ("redirect_uri", "https://evil.example/"),
        ("redirect_uri", "http://127.0.0.1:7777/callback"),
        ("client_id", "nobody"),
        ("response_type", "token"),
        ("code_challenge_method", "plain"),
        ("code_challenge", ""),
        ("scope", ""),
        ("scope", "openid made-up"),
    ] {
        let answer = wire.authorize(&[changes]).await;
        assert_eq!(answer.status(), 400, "{changes:?}");
        assert!(answer.headers().get("location").is_none(), "{changes:?}");
        let page = answer.text().await.expect("a page");
        assert!(page.contains("OAUTH_AUTH_REQUEST_FAILURE"), "{changes:?}");
    }
}

#[tokio::test]
async fn a_code_works_once_for_its_verifier_and_redirect() {
    let wire = Wire::start(true).await;
    for (verifier, redirect) in [("wrong", REDIRECT), (VERIFIER, "http://127.0.0.1:7778")] {
        let (status, body) = wire.exchange(&wire.code().await, verifier, redirect).await;
        assert_eq!(
            (status, body["error"].as_str()),
            (401, Some("invalid_grant"))
        );
    }
    let code = wire.code().await;
    assert_eq!(wire.exchange(&code, VERIFIER, REDIRECT).await.0, 200);
    assert_eq!(
        wire.exchange(&code, VERIFIER, REDIRECT).await.0,
        401,
        "a replay"
    );
}

#[tokio::test]
async fn a_token_answer_has_the_shape_that_clients_rely_on() {
    let wire = Wire::start(true).await;
    let (_, body) = wire.exchange(&wire.code().await, VERIFIER, REDIRECT).await;
    assert_eq!(body["resource_server"], "auth.globus.org");
    assert_eq!(body["expires_in"], 172_800);
    assert_eq!(body["state"], "s t&te");
    assert_eq!(body["other_tokens"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        body["other_tokens"][0]["resource_server"],
        "transfer.api.globus.org"
    );

    let keys: JwkSet = wire
        .http
        .get(wire.url("jwk.json"))
        .send()
        .await
        .expect("it answers")
        .json()
        .await
        .expect("a key set");
    let key = DecodingKey::from_jwk(&keys.keys[0]).expect("a key");
    let mut validation = Validation::new(Algorithm::RS512);
    validation.set_audience(&[CLIENT_ID]);
    validation.set_issuer(&[wire.globus.url().trim_end_matches('/')]);
    let token = body["id_token"].as_str().expect("openid was asked for");
    let claims = jsonwebtoken::decode::<Value>(token, &key, &validation)
        .expect("valid")
        .claims;
    assert_eq!(
        (claims["nonce"].as_str(), claims["name"].as_str()),
        (Some("n"), Some("Ada Lovelace"))
    );

    let refresh = body["refresh_token"]
        .as_str()
        .expect("offline was asked for");
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", CLIENT_ID),
        ("refresh_token", refresh),
    ];
    let (status, renewed) = wire.token(&fields).await;
    assert_eq!(
        (status, renewed["refresh_token"].as_str()),
        (200, Some(refresh))
    );
    assert_eq!(renewed["other_tokens"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn the_consent_page_shows_what_comes_from_outside_as_text() {
    let wire = Wire::start(false).await;
    let hostile = [
        ("prefill_named_grant", "<script>alert(1)</script>"),
        ("session_message", "\"><img src=x onerror=alert(1)>"),
    ];
    let answer = wire.authorize(&hostile).await;
    assert_eq!(answer.status(), 200);
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .expect("text")
        .to_owned();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let page = answer.text().await.expect("a page");
    assert!(
        page.contains("&lt;script&gt;") && !page.contains("<script>"),
        "{page}"
    );
    assert!(!page.contains("<img"), "{page}");
    assert!(page.contains("Manage data using Globus Transfer") && page.contains("not globus.org"));
}

#[tokio::test]
async fn what_it_does_not_do_is_said_loudly() {
    let wire = Wire::start(true).await;
    for path in [
        "registered_apis",
        "v0.10/endpoint_manager/task_list",
        "v2/api/projects",
        "flows/x/run",
    ] {
        let answer = wire
            .http
            .get(wire.url(path))
            .send()
            .await
            .expect("it answers");
        assert_eq!(answer.status(), 501, "{path}");
    }
}
