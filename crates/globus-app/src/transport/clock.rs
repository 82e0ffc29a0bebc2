//! How far this computer's clock is from Globus's.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use reqwest::header::{DATE, HeaderMap};

/// No answer has told the time yet.
const UNKNOWN: i64 = i64::MIN;

/// The difference, according to the last answer.
#[derive(Debug)]
pub(super) struct ClockSkew(AtomicI64);

impl ClockSkew {
    pub(super) fn unknown() -> Self {
        Self(AtomicI64::new(UNKNOWN))
    }

    /// How far the service's clock is ahead, to the second.
    pub(super) fn get(&self) -> Option<SignedDuration> {
        match self.0.load(Ordering::Relaxed) {
            UNKNOWN => None,
            seconds => Some(SignedDuration::from_secs(seconds)),
        }
    }

    /// Reads the `Date` of an answer that came at `now` (RFC 9110 §6.6.1).
    pub(super) fn read(&self, headers: &HeaderMap, now: Timestamp) {
        let date = headers
            .get(DATE)
            .and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok())
            .and_then(|date| Timestamp::try_from(date).ok());
        if let Some(date) = date {
            self.0
                .store(date.as_second() - now.as_second(), Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_readable_date_counts() {
        let skew = ClockSkew::unknown();
        assert_eq!(skew.get(), None);
        let now: Timestamp = "1994-11-06T08:49:00Z".parse().expect("valid");
        for date in ["Sun, 06 Nov 1994 08:49:37 GMT", "yesterday"] {
            let mut headers = HeaderMap::new();
            headers.insert(DATE, date.parse().expect("valid"));
            skew.read(&headers, now);
            assert_eq!(skew.get(), Some(SignedDuration::from_secs(37)));
        }
    }
}
