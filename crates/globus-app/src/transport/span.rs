//! What `tracing` records of a request: method, host, path, attempts and outcome. Never a query,
//! header or body, because these hold codes, tokens and search terms.

use std::time::Instant;

use reqwest::StatusCode;
use tracing::{Span, field};

use super::{request::Request, retry::Failed};

/// A span for a request with all its attempts.
pub(super) fn of(request: &Request) -> Span {
    tracing::debug_span!(
        "request",
        method = %request.method,
        host = request.url.host_str(),
        path = request.url.path(),
        status = field::Empty,
        request_id = field::Empty,
    )
}

/// One attempt within the span.
pub(super) struct Attempt {
    number: u32,
    started: Instant,
}

impl Attempt {
    pub(super) fn start(number: u32) -> Self {
        Self {
            number,
            started: Instant::now(),
        }
    }

    pub(super) fn answered(&self, status: StatusCode) {
        Span::current().record("status", status.as_u16());
        tracing::debug!(
            attempt = self.number,
            status = status.as_u16(),
            elapsed_ms = self.elapsed_ms(),
            "answered"
        );
    }

    pub(super) fn failed(&self, failed: &Failed) {
        let (attempt, elapsed_ms) = (self.number, self.elapsed_ms());
        match failed {
            Failed::Refused { error, .. } => {
                let request_id = error.request_id.as_deref();
                Span::current().record("request_id", request_id);
                let code = error.code.as_deref();
                tracing::debug!(attempt, elapsed_ms, code, request_id, "refused");
            }
            Failed::Unsent(error) | Failed::Ambiguous(error) | Failed::Final(error) => {
                tracing::debug!(attempt, elapsed_ms, %error, "failed");
            }
        }
    }

    fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
