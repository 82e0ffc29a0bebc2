//! One request to a service, built piece by piece.

use std::time::Duration;

use reqwest::Method;
use secrecy::SecretString;
use serde_json::Value;
use url::Url;

/// Answers about tokens are small and fast.
const TOKEN_ANSWER: usize = 1024 * 1024;
const TOKEN_TIMEOUT: Duration = Duration::from_secs(30);
/// No other answer is larger than this.
const ANSWER: usize = 16 * 1024 * 1024;

/// One request to a service. After an ambiguous failure it is repeated only if that is safe.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) body: Body,
    pub(super) credentials: Credentials,
    /// The most bytes that the answer may have after decompression.
    pub(super) max_answer: usize,
    /// How long one attempt may take, if less than usual.
    pub(super) timeout: Option<Duration>,
    /// Whether the answer must be labeled as JSON.
    pub(super) is_said_json: bool,
    idempotent: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Body {
    Empty,
    Json(Value),
    Form(Vec<(&'static str, SecretString)>),
}

#[derive(Clone, Debug)]
pub(super) enum Credentials {
    Nobody,
    Bearer(SecretString),
    Basic { id: String, secret: SecretString },
}

impl Request {
    pub(crate) fn get(url: Url) -> Self {
        Self::new(Method::GET, url)
    }

    pub(crate) fn post(url: Url) -> Self {
        Self::new(Method::POST, url)
    }

    pub(crate) fn put(url: Url) -> Self {
        Self::new(Method::PUT, url)
    }

    pub(crate) fn delete(url: Url) -> Self {
        Self::new(Method::DELETE, url)
    }

    fn new(method: Method, url: Url) -> Self {
        Self {
            idempotent: method.is_idempotent(),
            method,
            url,
            body: Body::Empty,
            credentials: Credentials::Nobody,
            max_answer: ANSWER,
            timeout: None,
            is_said_json: false,
        }
    }

    /// Adds query parameters in this order. A name may occur more than once.
    #[must_use]
    pub(crate) fn query(mut self, pairs: &[(&str, String)]) -> Self {
        if !pairs.is_empty() {
            self.url.query_pairs_mut().extend_pairs(pairs);
        }
        self
    }

    #[must_use]
    pub(crate) fn json(mut self, body: Value) -> Self {
        self.body = Body::Json(body);
        self
    }

    /// A form for Globus Auth's token endpoints, with the limits for their answers.
    #[must_use]
    pub(crate) fn form(mut self, fields: Vec<(&'static str, SecretString)>) -> Self {
        self.body = Body::Form(fields);
        self.about_tokens()
    }

    /// Limits for answers that hold tokens or the keys to verify them (security check C1).
    #[must_use]
    pub(crate) fn about_tokens(mut self) -> Self {
        self.max_answer = TOKEN_ANSWER;
        self.timeout = Some(TOKEN_TIMEOUT);
        self.is_said_json = true;
        self
    }

    #[must_use]
    pub(crate) fn bearer(mut self, token: SecretString) -> Self {
        self.credentials = Credentials::Bearer(token);
        self
    }

    /// The client's own id and secret (RFC 6749 §2.3.1, not URL-encoded, as Globus Auth expects).
    #[must_use]
    pub(crate) fn basic(mut self, id: impl Into<String>, secret: SecretString) -> Self {
        self.credentials = Credentials::Basic {
            id: id.into(),
            secret,
        };
        self
    }

    /// Marks a POST that the service accepts only once, such as a submission with a
    /// `submission_id`.
    #[must_use]
    pub(crate) fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    pub(crate) fn host(&self) -> String {
        self.url.host_str().unwrap_or_default().to_owned()
    }

    /// Whether sending it twice has the same effect as sending it once (RFC 9110 §9.2.2).
    pub(super) fn is_idempotent(&self) -> bool {
        self.idempotent
    }
}
