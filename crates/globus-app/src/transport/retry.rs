//! When a request is sent again (`globus_sdk/transport/default_retry_checks.py`).

use std::time::{Duration, SystemTime};

use rand::Rng;
use reqwest::{StatusCode, header::HeaderMap};

use crate::error::Error;

/// Attempts after the first.
const MAX_RETRIES: u32 = 5;
/// The longest pause of our own choosing.
const MAX_SLEEP: Duration = Duration::from_secs(10);
/// The longest pause that a service may ask for; a longer one is reported instead.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);

/// An attempt that failed.
pub(super) struct Failed {
    pub(super) error: Error,
    /// None: no answer came.
    pub(super) status: Option<StatusCode>,
    pub(super) retry_after: Option<Duration>,
}

/// Counts the attempts of one request.
pub(super) struct Backoff {
    retries: u32,
}

impl Backoff {
    pub(super) fn new() -> Self {
        Self { retries: 0 }
    }

    /// How long to wait before the next attempt, or none if this failure is final.
    pub(super) fn after(&mut self, failed: &Failed, safe: bool) -> Option<Duration> {
        let refused_unread = matches!(
            failed.status,
            Some(StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
        );
        let transient = match failed.status {
            None => safe,
            // The service did not take the request up, so it can be sent again whatever it is.
            Some(_) if refused_unread => true,
            Some(status) => safe && matches!(status.as_u16(), 500 | 502 | 504),
        };
        if !transient || self.retries == MAX_RETRIES {
            return None;
        }
        let pause = match failed.retry_after.filter(|_| refused_unread) {
            Some(asked) if asked > MAX_RETRY_AFTER => return None,
            Some(asked) => asked,
            None => self.pause(),
        };
        self.retries += 1;
        Some(pause)
    }

    fn pause(&self) -> Duration {
        let jittered = 0.25 + 0.5 * rand::rng().random::<f64>();
        Duration::from_secs_f64(jittered * f64::from(1 << self.retries)).min(MAX_SLEEP)
    }
}

/// `Retry-After` in seconds or as a date (RFC 9110 §10.2.3).
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("retry-after")?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(status: Option<u16>, retry_after: Option<u64>) -> Failed {
        Failed {
            error: Error::Network {
                host: "h".into(),
                reason: "r".into(),
            },
            status: status.map(|code| StatusCode::from_u16(code).expect("valid")),
            retry_after: retry_after.map(Duration::from_secs),
        }
    }

    #[test]
    fn only_what_is_safe_is_repeated_after_an_ambiguous_failure() {
        for status in [None, Some(500), Some(502), Some(504)] {
            assert!(
                Backoff::new().after(&failed(status, None), true).is_some(),
                "{status:?}"
            );
            assert!(
                Backoff::new().after(&failed(status, None), false).is_none(),
                "{status:?}"
            );
        }
        assert!(
            Backoff::new()
                .after(&failed(Some(404), None), true)
                .is_none()
        );
    }

    #[test]
    fn a_refusal_is_repeated_when_the_service_says_so() {
        let mut backoff = Backoff::new();
        assert_eq!(
            backoff.after(&failed(Some(429), Some(7)), false),
            Some(Duration::from_secs(7))
        );
        assert_eq!(backoff.after(&failed(Some(503), Some(61)), true), None);
    }

    #[test]
    fn attempts_end() {
        let mut backoff = Backoff::new();
        let pauses = (0..20)
            .map_while(|_| backoff.after(&failed(None, None), true))
            .count();
        assert_eq!(pauses, 5);
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", value.parse().expect("valid"));
            retry_after(&headers)
        };
        assert_eq!(read("12"), Some(Duration::from_secs(12)));
        assert_eq!(read("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert_eq!(read("-3"), None);
    }
}
