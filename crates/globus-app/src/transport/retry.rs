//! When a request is repeated (`globus_sdk/transport/default_retry_checks.py`).

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use rand::Rng;
use reqwest::{StatusCode, header::HeaderMap};

use super::{api_error::ApiError, error::TransportError};

/// How many times a request is repeated.
const MAX_RETRIES: u32 = 5;
/// The longest pause that we choose ourselves.
const MAX_SLEEP: Duration = Duration::from_secs(10);
/// The longest pause that a service may ask for. If it asks for more, the call fails and says so.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);

/// A failed attempt.
#[derive(Debug)]
pub(super) enum Failed {
    /// The request never left this computer.
    Unsent(TransportError),
    /// There was no complete answer, so it is unknown whether the service acted on the request.
    Ambiguous(TransportError),
    /// The service refused the request.
    Refused {
        error: ApiError,
        retry_after: Option<Duration>,
    },
    /// Repeating it would change nothing.
    Final(TransportError),
}

/// What to do after a failed attempt.
#[derive(Debug)]
pub(super) enum Next {
    Pause(Duration),
    GiveUp(TransportError),
}

/// Counts the attempts of one request.
#[derive(Debug)]
pub(super) struct Backoff {
    retries: u32,
}

impl Backoff {
    pub(super) fn new() -> Self {
        Self { retries: 0 }
    }

    /// The number of the next attempt, starting at 1.
    pub(super) fn attempt(&self) -> u32 {
        self.retries + 1
    }

    /// What to do next. An `idempotent` request may be repeated even if the service acted on it.
    pub(super) fn after(&mut self, failed: Failed, idempotent: bool) -> Next {
        let (error, pause) = match failed {
            Failed::Final(error) => return Next::GiveUp(error),
            Failed::Ambiguous(error) if !idempotent => return Next::GiveUp(error),
            Failed::Ambiguous(error) | Failed::Unsent(error) => (error, self.pause()),
            Failed::Refused { error, retry_after } => {
                let pause = match retry_after {
                    _ if !is_transient(&error, idempotent) => None,
                    Some(asked) if was_not_taken_up(&error) && asked > MAX_RETRY_AFTER => {
                        return Next::GiveUp(too_far_off(error, asked));
                    }
                    Some(asked) if was_not_taken_up(&error) => Some(asked),
                    _ => Some(self.pause()),
                };
                match pause {
                    Some(pause) => (error.into(), pause),
                    None => return Next::GiveUp(error.into()),
                }
            }
        };
        if self.retries == MAX_RETRIES {
            return Next::GiveUp(error);
        }
        self.retries += 1;
        Next::Pause(pause)
    }

    fn pause(&self) -> Duration {
        let jittered = 0.25 + 0.5 * rand::rng().random::<f64>();
        Duration::from_secs_f64(jittered * f64::from(1 << self.retries)).min(MAX_SLEEP)
    }
}

/// Whether the same request may succeed later.
fn is_transient(error: &ApiError, idempotent: bool) -> bool {
    // Transfer passes a collection's own error on as a 502
    // (`globus_sdk/services/transfer/transport.py`). And if a login is required, repeating doesn't
    // help.
    let of_a_collection = error
        .code
        .as_deref()
        .is_some_and(|code| code.contains("ExternalError") || code.contains("EndpointError"));
    !of_a_collection
        && error.gare.is_none()
        && (was_not_taken_up(error) || idempotent && matches!(error.status, 500 | 502 | 504))
}

/// The service did not act on the request, so any request may be repeated.
fn was_not_taken_up(error: &ApiError) -> bool {
    error.status == StatusCode::TOO_MANY_REQUESTS || error.status == StatusCode::SERVICE_UNAVAILABLE
}

fn too_far_off(mut error: ApiError, asked: Duration) -> TransportError {
    let until = Timestamp::now().checked_add(asked);
    error.retry_at = Some(until.unwrap_or(Timestamp::MAX));
    error.into()
}

/// `Retry-After` in seconds or as a date (RFC 9110 §10.2.3).
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("retry-after")?.to_str().ok()?.trim();
    if !value.is_empty() && value.bytes().all(|digit| digit.is_ascii_digit()) {
        // Too many digits mean too many seconds.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network() -> TransportError {
        TransportError::Network {
            host: "h".into(),
            reason: "r".into(),
        }
    }

    fn refused(status: u16, code: &str, retry_after: Option<u64>) -> Failed {
        Failed::Refused {
            error: ApiError {
                status,
                code: Some(code.to_owned()),
                ..ApiError::default()
            },
            retry_after: retry_after.map(Duration::from_secs),
        }
    }

    fn is_repeated(failed: Failed, idempotent: bool) -> bool {
        matches!(Backoff::new().after(failed, idempotent), Next::Pause(_))
    }

    #[test]
    fn only_what_is_safe_is_repeated_after_an_ambiguous_failure() {
        assert!(is_repeated(Failed::Ambiguous(network()), true));
        assert!(!is_repeated(Failed::Ambiguous(network()), false));
        for status in [500, 502, 504] {
            assert!(is_repeated(refused(status, "", None), true), "{status}");
            assert!(!is_repeated(refused(status, "", None), false), "{status}");
        }
        assert!(!is_repeated(refused(404, "", None), true));
        assert!(!is_repeated(Failed::Final(network()), true));
        assert!(
            is_repeated(Failed::Unsent(network()), false),
            "nobody can have acted on it"
        );
    }

    #[test]
    fn a_collections_own_failure_is_not_repeated() {
        for code in ["ExternalError.DirListingFailed", "EndpointError"] {
            assert!(!is_repeated(refused(502, code, None), true), "{code}");
        }
        assert!(is_repeated(refused(502, "ServiceUnavailable", None), true));
    }

    #[test]
    fn a_refusal_is_repeated_when_the_service_says_so() {
        let mut backoff = Backoff::new();
        let next = backoff.after(refused(429, "", Some(7)), false);
        assert!(
            matches!(next, Next::Pause(pause) if pause == Duration::from_secs(7)),
            "{next:?}"
        );
        let before = Timestamp::now();
        match backoff.after(refused(503, "", Some(61)), true) {
            Next::GiveUp(TransportError::Api(error)) => {
                let until = error.retry_at.expect("said");
                assert!(until.duration_since(before).as_secs() >= 61);
            }
            other => panic!("{other:?}"),
        }
        match backoff.after(refused(503, "", Some(u64::MAX)), true) {
            Next::GiveUp(TransportError::Api(error)) => {
                assert_eq!(error.retry_at, Some(Timestamp::MAX));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn attempts_end() {
        let mut backoff = Backoff::new();
        let pauses = (0..20)
            .map_while(|_| match backoff.after(Failed::Unsent(network()), true) {
                Next::Pause(pause) => Some(pause),
                Next::GiveUp(_) => None,
            })
            .collect::<Vec<_>>();
        assert_eq!(pauses.len(), 5);
        assert!(pauses.iter().all(|pause| *pause <= MAX_SLEEP));
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
        assert_eq!(
            read("99999999999999999999999"),
            Some(Duration::from_secs(u64::MAX))
        );
        for nonsense in ["-3", "1e9", "", "soon"] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }
}
