//! Sends requests, repeats them where that is safe, and reads the answers.

use std::sync::Arc;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use reqwest::header::HeaderMap;
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use tracing::Instrument;

use super::{
    answer,
    body::{self, Unreadable},
    causes::{root_cause, tls_failure},
    client_info,
    clock::ClockSkew,
    error::TransportError,
    http::Http,
    proxy::ProxyFailure,
    request::{Body, Credentials, Request},
    retry::{self, Backoff, Failed, Next},
    span,
};
use crate::environment::is_secure;

/// Speaks HTTP for one app. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Transport {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    http: Http,
    client_info: String,
    clock_skew: ClockSkew,
}

/// A successful answer that has not been read as JSON yet.
struct Answer {
    headers: HeaderMap,
    body: Bytes,
}

impl Transport {
    /// The app's name and version go into the headers that identify it, as in the SDK.
    pub(crate) fn new(app_name: &str, app_version: Option<&str>) -> Self {
        Self::over(
            Http::new(client_info::user_agent(app_name)),
            client_info::client_info(app_name, app_version),
        )
    }

    pub(super) fn over(http: Http, client_info: String) -> Self {
        Self {
            shared: Arc::new(Shared {
                http,
                client_info,
                clock_skew: ClockSkew::unknown(),
            }),
        }
    }

    /// How far Globus's clock is ahead of this computer's, according to the last answer.
    pub(crate) fn server_clock_skew(&self) -> Option<SignedDuration> {
        self.shared.clock_skew.get()
    }

    /// Sends a request, repeats it where that is safe, and reads the JSON answer.
    pub(crate) async fn json<T: DeserializeOwned>(
        &self,
        request: &Request,
    ) -> Result<T, TransportError> {
        let span = span::of(request);
        let answer = self.send(request).instrument(span).await?;
        if request.is_said_json && !answer::is_said_json(&answer.headers) {
            let reason = "it is not marked as JSON, as from a network with its own sign-in page";
            return Err(request.unexpected(reason.to_owned()));
        }
        answer::json(&answer.headers, &answer.body).map_err(|reason| request.unexpected(reason))
    }

    async fn send(&self, request: &Request) -> Result<Answer, TransportError> {
        let mut backoff = Backoff::new();
        loop {
            let log = span::Attempt::start(backoff.attempt());
            let outcome = self.attempt(request, &log).await;
            let failed = match outcome {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            log.failed(&failed);
            match backoff.after(failed, request.is_idempotent()) {
                Next::Pause(pause) => tokio::time::sleep(pause).await,
                Next::GiveUp(error) => return Err(error),
            }
        }
    }

    async fn attempt(&self, request: &Request, log: &span::Attempt) -> Result<Answer, Failed> {
        let call = self.prepare(request).map_err(Failed::Final)?;
        let response = call.send().await.map_err(|error| request.network(&error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        self.shared.clock_skew.read(&headers, Timestamp::now());
        log.answered(status);
        if status.is_redirection() {
            let reason = "it redirects the request, and tokens don't follow redirects".to_owned();
            return Err(Failed::Final(request.unexpected(reason)));
        }
        let body = body::read(response, request.max_answer)
            .await
            .map_err(|unreadable| match unreadable {
                Unreadable::TooLarge => {
                    Failed::Final(request.unexpected("it is too large".to_owned()))
                }
                Unreadable::Broken(error) => request.network(&error),
            })?;
        if status.is_success() {
            return Ok(Answer { headers, body });
        }
        Err(Failed::Refused {
            error: answer::api_error(request.host(), status.as_u16(), &body),
            retry_after: retry::retry_after(&headers),
        })
    }

    fn prepare(&self, request: &Request) -> Result<reqwest::RequestBuilder, TransportError> {
        if !is_secure(&request.url) {
            return Err(TransportError::InsecureConnection {
                host: request.host(),
                reason: "its address is not https".into(),
            });
        }
        let mut call = self
            .shared
            .http
            .client_for(&request.url)?
            .request(request.method.clone(), request.url.clone())
            .header("Accept", "application/json")
            .header("X-Globus-Client-Info", &self.shared.client_info);
        if let Some(timeout) = request.timeout {
            call = call.timeout(timeout);
        }
        call = match &request.credentials {
            Credentials::Nobody => call,
            Credentials::Bearer(token) => call.bearer_auth(token.expose_secret()),
            Credentials::Basic { id, secret } => call.basic_auth(id, Some(secret.expose_secret())),
        };
        Ok(match &request.body {
            Body::Empty => call,
            Body::Json(document) => call.json(document),
            Body::Form(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| (*name, value.expose_secret()))
                    .collect();
                call.form(&fields)
            }
        })
    }
}

impl Request {
    fn unexpected(&self, reason: String) -> TransportError {
        TransportError::UnexpectedAnswer {
            host: self.host(),
            reason,
        }
    }

    fn network(&self, error: &reqwest::Error) -> Failed {
        let host = self.host();
        if let Some(reason) = tls_failure(error) {
            return Failed::Final(TransportError::InsecureConnection { host, reason });
        }
        if let Some(failure) = ProxyFailure::in_error(error) {
            let is_final = !matches!(failure, ProxyFailure::Unreachable(_));
            let error = TransportError::Proxy { host, failure };
            return if is_final {
                Failed::Final(error)
            } else {
                Failed::Unsent(error)
            };
        }
        let reason = if error.is_timeout() {
            "it did not answer in time".to_owned()
        } else {
            root_cause(error)
        };
        let network = TransportError::Network { host, reason };
        if error.is_connect() {
            Failed::Unsent(network)
        } else {
            Failed::Ambiguous(network)
        }
    }
}
