//! One request to a service, built piece by piece.

use std::time::Duration;

use reqwest::Method;
use secrecy::SecretString;
use serde_json::Value;
use url::Url;

/// Answers about tokens are small and quick.
const TOKEN_ANSWER: usize = 1024 * 1024;
const TOKEN_TIMEOUT: Duration = Duration::from_secs(30);
/// No other answer that we ask for is larger.
const ANSWER: usize = 16 * 1024 * 1024;

/// One request to a service. Repeated after an ambiguous failure only if that is safe.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) body: Body,
    pub(super) credentials: Credentials,
    /// How large the answer may be, in bytes after decompression.
    pub(super) max_answer: usize,
    /// How long one attempt may take, if it is less than for all requests.
    pub(super) timeout: Option<Duration>,
    /// Whether the answer has to say that it is JSON.
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

    /// Adds parameters to the address, in this order; a name may occur more than once.
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

    /// A form, as Globus Auth's token endpoints take them, with the limits of their answers.
    #[must_use]
    pub(crate) fn form(mut self, fields: Vec<(&'static str, SecretString)>) -> Self {
        self.body = Body::Form(fields);
        self.about_tokens()
    }

    /// Limits for what tokens and the keys behind them depend on (security check C1).
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

    /// The client's own id and secret (RFC 6749 §2.3.1, unencoded as Globus Auth wants them).
    #[must_use]
    pub(crate) fn basic(mut self, id: impl Into<String>, secret: SecretString) -> Self {
        self.credentials = Credentials::Basic {
            id: id.into(),
            secret,
        };
        self
    }

    /// Marks a POST of which the service takes only the first, such as a submission with its
    /// `submission_id`.
    #[must_use]
    pub(crate) fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    pub(crate) fn host(&self) -> String {
        self.url.host_str().unwrap_or_default().to_owned()
    }

    /// Whether sending this twice does the same as sending it once (RFC 9110 §9.2.2).
    pub(super) fn is_idempotent(&self) -> bool {
        self.idempotent
    }
}
