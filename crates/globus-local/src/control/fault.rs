//! Answers that are late, broken, too long or missing.

use std::{future::Future, io, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    response::Response,
};
use futures::{StreamExt, stream};
use serde::Deserialize;

use super::dialect;

const CHUNK: usize = 64 * 1024;

/// What goes wrong with the next requests of a path. Made by [`Fault::at`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Fault {
    /// The start of the path, such as `/v0.10/task_list`.
    pub path: String,
    /// The method, or `None` for any.
    #[serde(default)]
    pub method: Option<String>,
    /// How many requests it applies to.
    #[serde(default = "once")]
    pub times: u32,
    /// The delay before anything happens, in milliseconds.
    #[serde(default)]
    pub latency_ms: u64,
    /// The status to answer with, as an error of the service. The request is not carried out.
    #[serde(default)]
    pub status: Option<u16>,
    /// The value of `Retry-After` sent with the status: seconds or a date.
    #[serde(default)]
    pub retry_after: Option<String>,
    /// Whether the request is carried out, but only half of the answer arrives.
    #[serde(default)]
    pub truncate: bool,
    /// The number of bytes of white space added to the answer. The request is carried out.
    #[serde(default)]
    pub oversize: u64,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// A fault for the next request of a path that begins with `path`. It does nothing yet.
    pub fn at(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            method: None,
            times: 1,
            latency_ms: 0,
            status: None,
            retry_after: None,
            truncate: false,
            oversize: 0,
        }
    }

    /// Limits it to requests of this method.
    #[must_use]
    pub fn method(mut self, method: &str) -> Self {
        self.method = Some(method.to_owned());
        self
    }

    /// Applies it to this many requests instead of one.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Waits before anything else happens.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency_ms = u64::try_from(latency.as_millis()).unwrap_or(u64::MAX);
        self
    }

    /// Answers with this status, and does not carry out the request.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Sets `Retry-After`: seconds or a date.
    #[must_use]
    pub fn retry_after(mut self, value: &str) -> Self {
        self.retry_after = Some(value.to_owned());
        self
    }

    /// Carries out the request, and loses half of the answer.
    #[must_use]
    pub fn truncate(mut self) -> Self {
        self.truncate = true;
        self
    }

    /// Carries out the request, and adds this many bytes of white space to the answer.
    #[must_use]
    pub fn oversize(mut self, bytes: u64) -> Self {
        self.oversize = bytes;
        self
    }

    /// What is wrong with the fault itself, if anything.
    pub(super) fn problem(&self) -> Option<&'static str> {
        if self.times == 0 {
            return Some("times must be at least 1");
        }
        let is_status = |status| StatusCode::from_u16(status).is_ok_and(|s| !s.is_informational());
        match self.status {
            Some(status) if !is_status(status) => {
                Some("status must be one that an answer can have")
            }
            _ => None,
        }
    }

    pub(super) fn is_for(&self, request: &Request) -> bool {
        let method = self.method.as_deref();
        method.is_none_or(|method| request.method().as_str().eq_ignore_ascii_case(method))
            && request.uri().path().starts_with(&self.path)
    }

    /// Spoils `answer`. If the fault has a status, `answer` is never awaited.
    pub(super) async fn spoil(
        self,
        path: &str,
        answer: impl Future<Output = Response>,
    ) -> Response {
        tokio::time::sleep(Duration::from_millis(self.latency_ms)).await;
        if let Some(status) = self.status {
            return refusal(path, status, self.retry_after.as_deref());
        }
        let answer = answer.await;
        if self.truncate {
            return truncated(answer).await;
        }
        if self.oversize > 0 {
            return oversized(answer, self.oversize).await;
        }
        answer
    }
}

fn refusal(path: &str, status: u16, retry_after: Option<&str>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = dialect::error(path, status);
    if let Some(value) = retry_after.and_then(|value| value.parse().ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// Breaks the connection in the middle, after headers that promised the whole.
async fn truncated(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(whole) = to_bytes(body, usize::MAX).await else {
        return Response::from_parts(parts, Body::empty());
    };
    parts
        .headers
        .insert(header::CONTENT_LENGTH, whole.len().into());
    let half = whole.slice(..whole.len() / 2);
    let lost = stream::once(async {
        // Lets what was written so far go out first.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    let body = Body::from_stream(stream::iter([Ok(half)]).chain(lost));
    Response::from_parts(parts, body)
}

/// Without a `Content-Length`, so that only reading it shows how long it is.
async fn oversized(answer: Response, bytes: u64) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(whole) = to_bytes(body, usize::MAX).await else {
        return Response::from_parts(parts, Body::empty());
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    let chunk = Bytes::from(vec![b' '; CHUNK]);
    let chunks = bytes.div_ceil(CHUNK as u64);
    let white = (0..chunks).map(move |_| chunk.clone());
    let all = std::iter::once(whole).chain(white).map(Ok::<_, io::Error>);
    Response::from_parts(parts, Body::from_stream(stream::iter(all)))
}
