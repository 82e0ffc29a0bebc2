//! Bytes to and from Globus: one HTTP client, body limits, retries and error answers.

mod answer;
mod error;
mod retry;

use std::time::Duration;

use reqwest::{Method, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use url::Url;

use crate::error::Error;
pub use error::ApiError;
use retry::Backoff;

/// How long one attempt may take (the SDK's default).
const TIMEOUT: Duration = Duration::from_secs(60);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// Speaks HTTP for one app.
#[derive(Clone, Debug)]
pub(crate) struct Transport {
    http: reqwest::Client,
}

/// One request to a service. Repeated only if that is safe.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) form: Option<Vec<(&'static str, SecretString)>>,
    pub(crate) bearer: Option<SecretString>,
}

impl Request {
    pub(crate) fn get(url: Url) -> Self {
        Self {
            method: Method::GET,
            url,
            form: None,
            bearer: None,
        }
    }

    pub(crate) fn post_form(url: Url, form: Vec<(&'static str, SecretString)>) -> Self {
        Self {
            method: Method::POST,
            url,
            form: Some(form),
            bearer: None,
        }
    }

    fn host(&self) -> String {
        self.url.host_str().unwrap_or_default().to_owned()
    }

    /// RFC 9110 §9.2.1: a GET may be sent again, whatever became of the first.
    fn is_safe(&self) -> bool {
        self.method == Method::GET
    }
}

impl Transport {
    /// `app_name` goes into the User-Agent, as the SDK's does.
    pub(crate) fn new(app_name: &str) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let name: String = app_name.chars().filter(char::is_ascii_graphic).collect();
        let http = reqwest::Client::builder()
            .user_agent(format!("globus-app-rs-{version}/{name}"))
            // A redirect from an API would take the token elsewhere.
            .redirect(redirect::Policy::none())
            .timeout(TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            .build()
            .expect("a client with these fixed settings can be built");
        Self { http }
    }

    /// Sends, repeating what is safe to repeat, and reads a JSON answer.
    pub(crate) async fn json<T: DeserializeOwned>(&self, request: &Request) -> Result<T, Error> {
        let mut backoff = Backoff::new();
        loop {
            let outcome = self.attempt(request).await;
            match outcome {
                Ok(body) => {
                    return serde_json::from_slice(&body).map_err(|error| {
                        Error::UnexpectedAnswer {
                            host: request.host(),
                            // The error's own text may quote the body; its position does not.
                            reason: format!("not the expected JSON, at line {}", error.line()),
                        }
                    });
                }
                Err(failed) => match backoff.after(&failed, request.is_safe()) {
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => return Err(failed.error),
                },
            }
        }
    }

    async fn attempt(&self, request: &Request) -> Result<Vec<u8>, retry::Failed> {
        let client_info = format!(
            "product=globus-app-rs,version={}",
            env!("CARGO_PKG_VERSION")
        );
        let mut call = self
            .http
            .request(request.method.clone(), request.url.clone())
            .header("Accept", "application/json")
            .header("X-Globus-Client-Info", client_info);
        if let Some(token) = &request.bearer {
            call = call.bearer_auth(token.expose_secret());
        }
        if let Some(form) = &request.form {
            let fields: Vec<_> = form
                .iter()
                .map(|(name, value)| (*name, value.expose_secret()))
                .collect();
            call = call.form(&fields);
        }
        let response = call
            .send()
            .await
            .map_err(|error| retry::Failed::network(request, &error))?;
        let status = response.status();
        let retry_after = retry::retry_after(response.headers());
        let body = answer::read_limited(response)
            .await
            .map_err(|reason| reason.for_request(request))?;
        if status.is_success() {
            return Ok(body);
        }
        let error = answer::api_error(&request.host(), status.as_u16(), &body);
        Err(retry::Failed {
            error: error.into(),
            status: Some(status),
            retry_after,
        })
    }
}

impl retry::Failed {
    fn network(request: &Request, error: &reqwest::Error) -> Self {
        let reason = if error.is_timeout() {
            "it did not answer in time".to_owned()
        } else {
            root_cause(error)
        };
        let error = Error::Network {
            host: request.host(),
            reason,
        };
        Self {
            error,
            status: None,
            retry_after: None,
        }
    }
}

impl answer::Unreadable {
    fn for_request(self, request: &Request) -> retry::Failed {
        match self {
            Self::TooLarge => retry::Failed {
                error: Error::UnexpectedAnswer {
                    host: request.host(),
                    reason: "it is too large".into(),
                },
                // An answer that came is final: asking again would bring it again.
                status: Some(reqwest::StatusCode::OK),
                retry_after: None,
            },
            Self::Broken(error) => retry::Failed::network(request, &error),
        }
    }
}

/// The innermost cause; the outer texts hold the URL, and with it the query.
fn root_cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    if cause.is::<reqwest::Error>() {
        "the connection failed".into()
    } else {
        cause.to_string()
    }
}
