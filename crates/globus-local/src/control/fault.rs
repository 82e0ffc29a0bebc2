//! Answers that come late, broken, too long, or not at all.

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
    /// How the path begins, such as `/v0.10/task_list`.
    pub path: String,
    /// The method; none for every method.
    #[serde(default)]
    pub method: Option<String>,
    /// How many requests it meets.
    #[serde(default = "once")]
    pub times: u32,
    /// Milliseconds before anything happens.
    #[serde(default)]
    pub latency_ms: u64,
    /// Answered with this status, in the service's own dialect, and nothing is done.
    #[serde(default)]
    pub status: Option<u16>,
    /// The value of `Retry-After` that goes with the status: seconds or a date.
    #[serde(default)]
    pub retry_after: Option<String>,
    /// What is asked for is done, but half of the answer gets lost on the way.
    #[serde(default)]
    pub truncate: bool,
    /// What is asked for is done, and the answer is filled up with so many bytes of white space.
    #[serde(default)]
    pub oversize: u64,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// Nothing yet, for the next request of a path that begins so.
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

    /// Only requests of this method.
    #[must_use]
    pub fn method(mut self, method: &str) -> Self {
        self.method = Some(method.to_owned());
        self
    }

    /// For so many requests.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Waits first.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency_ms = u64::try_from(latency.as_millis()).unwrap_or(u64::MAX);
        self
    }

    /// Refuses with a status, and does nothing.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Says when to come back: seconds or a date.
    #[must_use]
    pub fn retry_after(mut self, value: &str) -> Self {
        self.retry_after = Some(value.to_owned());
        self
    }

    /// Does what is asked for, and loses half of the answer.
    #[must_use]
    pub fn truncate(mut self) -> Self {
        self.truncate = true;
        self
    }

    /// Does what is asked for, and fills the answer up with so many bytes of white space.
    #[must_use]
    pub fn oversize(mut self, bytes: u64) -> Self {
        self.oversize = bytes;
        self
    }

    /// What is wrong with the fault itself.
    pub(super) fn problem(&self) -> Option<&'static str> {
        if self.times == 0 {
            return Some("times is 0");
        }
        let is_status = |status| StatusCode::from_u16(status).is_ok_and(|s| !s.is_informational());
        match self.status {
            Some(status) if !is_status(status) => Some("status is none that an answer can have"),
            _ => None,
        }
    }

    pub(super) fn is_for(&self, request: &Request) -> bool {
        let method = self.method.as_deref();
        method.is_none_or(|method| request.method().as_str().eq_ignore_ascii_case(method))
            && request.uri().path().starts_with(&self.path)
    }

    /// What becomes of `answer`; a status means that nobody asks for it.
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

/// The connection breaks in the middle, after headers that promised the whole.
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
        // What was sent so far leaves first.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    let body = Body::from_stream(stream::iter([Ok(half)]).chain(lost));
    Response::from_parts(parts, body)
}

/// Without a length, so that only reading tells how long it is.
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
