//! A token in memory, and until when it is used.

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use crate::tokens::TokenData;

/// A token is renewed this long before it ends (`globus_sdk/authorizers/renewing.py`).
const MARGIN: Duration = Duration::from_secs(60);
/// And up to this much earlier, so that not all processes wake at once.
const JITTER: Duration = Duration::from_secs(15);
/// A token that was just issued is used for this long, whatever it says about itself: a service
/// that refuses it says so, and a strange lifetime must not make every call renew it.
const AT_LEAST: Duration = Duration::from_secs(5);

/// How long a failed write rests before a call tries it again: a locked keychain asks for a
/// password each time.
pub(super) const REST: Duration = Duration::from_secs(5);

/// A token as this process knows it. Its time is counted on the monotonic clock too, so that
/// setting the computer's clock costs one renewal at most.
#[derive(Clone, Debug)]
pub(in crate::app) struct Held {
    pub(in crate::app) token: TokenData,
    pub(in crate::app) unsaved: Option<Unsaved>,
    /// Fresh until then, whatever the computer's clock says.
    trusted_until: Instant,
    stale_at: Instant,
    ends_at: Instant,
}

impl Held {
    /// A token that Globus Auth issued just now.
    pub(in crate::app) fn issued(token: TokenData) -> Self {
        let now = Instant::now();
        let life = remaining(&token, Timestamp::now());
        // A short life is used for the better half.
        let margin = (MARGIN + jitter()).min(life / 2);
        Self {
            trusted_until: now + AT_LEAST,
            stale_at: now + life.saturating_sub(margin).max(AT_LEAST),
            ends_at: now + life.max(AT_LEAST),
            unsaved: None,
            token,
        }
    }

    /// A token that was read from storage.
    pub(in crate::app) fn read(token: TokenData) -> Self {
        let now = Instant::now();
        let life = remaining(&token, Timestamp::now());
        Self {
            trusted_until: now,
            stale_at: now + life.saturating_sub(MARGIN + jitter()),
            ends_at: now + life,
            unsaved: None,
            token,
        }
    }

    /// Whether it is time to renew it.
    pub(in crate::app) fn is_stale(&self) -> bool {
        self.is_stale_at(Instant::now(), Timestamp::now())
    }

    /// Whether it is over, so that no service takes it.
    pub(in crate::app) fn has_ended(&self) -> bool {
        self.has_ended_at(Instant::now(), Timestamp::now())
    }

    fn is_stale_at(&self, now: Instant, clock: Timestamp) -> bool {
        now >= self.stale_at || self.has_ended_at(now, clock)
    }

    /// The monotonic clock may stand still while the computer sleeps, so its other clock counts
    /// as well.
    fn has_ended_at(&self, now: Instant, clock: Timestamp) -> bool {
        now >= self.ends_at || (now >= self.trusted_until && clock >= self.token.expires_at)
    }
}

/// Marks a token that storage does not hold, because it could not be written.
#[derive(Clone, Debug)]
pub(in crate::app) struct Unsaved {
    /// The record that storage held instead.
    pub(super) over: Option<TokenData>,
    /// When to try again, unless somebody asks before.
    next_attempt: Instant,
}

impl Unsaved {
    pub(super) fn instead_of(over: Option<TokenData>) -> Self {
        Self {
            over,
            next_attempt: Instant::now() + REST,
        }
    }

    /// Whether it rests for long enough; the rest begins anew with the question.
    pub(super) fn is_due(&mut self, now: Instant) -> bool {
        let is_due = now >= self.next_attempt;
        if is_due {
            self.next_attempt = now + REST;
        }
        is_due
    }
}

fn remaining(token: &TokenData, clock: Timestamp) -> Duration {
    Duration::try_from(token.expires_at.duration_since(clock)).unwrap_or_default()
}

fn jitter() -> Duration {
    JITTER.mul_f64(rand::random())
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use secrecy::SecretString;

    use super::*;

    fn token(seconds: i64) -> TokenData {
        TokenData {
            resource_server: "flows.globus.org".into(),
            identity_id: None,
            scope: "a".into(),
            access_token: SecretString::from("access"),
            refresh_token: None,
            expires_at: Timestamp::now() + SignedDuration::from_secs(seconds),
        }
    }

    fn after(seconds: u64) -> Instant {
        Instant::now() + Duration::from_secs(seconds)
    }

    #[test]
    fn c8_a_token_is_renewed_a_minute_early_with_jitter() {
        let clock = Timestamp::now();
        let held: Vec<_> = (0..50).map(|_| Held::issued(token(3_600))).collect();
        for held in &held {
            assert!(!held.is_stale_at(after(3_520), clock));
            assert!(held.is_stale_at(after(3_541), clock));
            assert!(!held.has_ended_at(after(3_541), clock));
        }
        let distinct: std::collections::HashSet<_> = held.iter().map(|h| h.stale_at).collect();
        assert!(distinct.len() > 40, "they do not all wake at once");
        assert!(Held::read(token(59)).is_stale_at(Instant::now(), clock));
        assert!(!Held::read(token(80)).is_stale_at(Instant::now(), clock));
    }

    #[test]
    fn c7_a_clock_that_is_set_costs_one_renewal_at_most() {
        let clock = Timestamp::now();
        let day = SignedDuration::from_hours(24);
        let held = Held::issued(token(3_600));
        // Back: the token ends when its time is over all the same.
        assert!(!held.is_stale_at(after(60), clock - day));
        assert!(held.is_stale_at(after(3_541), clock - day));
        // Ahead, which may as well have been a sleep: renewed once.
        assert!(held.is_stale_at(after(60), clock + day));
        // The next one counts from the new time.
        let mut next = Held::issued(token(3_600));
        next.token.expires_at = clock + day + SignedDuration::from_secs(3_600);
        assert!(!next.is_stale_at(after(60), clock + day));
    }

    #[test]
    fn c7_a_strange_lifetime_does_not_renew_with_every_call() {
        for life in [0, 1, -5] {
            let held = Held::issued(token(life));
            assert!(!held.is_stale(), "{life}");
            assert!(held.is_stale_at(after(6), Timestamp::now()), "{life}");
        }
        let short = Held::issued(token(40));
        assert!(!short.is_stale_at(after(19), Timestamp::now()));
        assert!(short.is_stale_at(after(21), Timestamp::now()));
    }
}
