//! A token in memory, and how long it may be used.

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use crate::tokens::TokenData;

/// How long before it expires a token is renewed (`globus_sdk/authorizers/renewing.py`).
const MARGIN: Duration = Duration::from_secs(60);
/// Up to this much earlier, so that not all processes renew at once.
const JITTER: Duration = Duration::from_secs(15);
/// A newly issued token is used for at least this long, whatever lifetime it claims. If it can't be
/// used, a service says so; and an odd lifetime must not cause a renewal with every call.
const AT_LEAST: Duration = Duration::from_secs(5);

/// How long to wait after a failed write before a call tries again. A locked keychain asks for a
/// password each time.
pub(super) const REST: Duration = Duration::from_secs(5);

/// A token as this process knows it. Its lifetime is also measured on the monotonic clock, so that
/// setting the computer's clock causes one renewal at most.
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
    /// A token that Globus Auth has just issued.
    pub(in crate::app) fn issued(token: TokenData) -> Self {
        let now = Instant::now();
        let life = remaining(&token, Timestamp::now());
        // A short-lived token is used for at least half its life.
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

    /// Whether it is due to be renewed.
    pub(in crate::app) fn is_stale(&self) -> bool {
        self.is_stale_at(Instant::now(), Timestamp::now())
    }

    /// Whether it has expired, so that no service accepts it.
    pub(in crate::app) fn has_ended(&self) -> bool {
        self.has_ended_at(Instant::now(), Timestamp::now())
    }

    fn is_stale_at(&self, now: Instant, clock: Timestamp) -> bool {
        now >= self.stale_at || self.has_ended_at(now, clock)
    }

    /// The monotonic clock may stop while the computer sleeps, so the other clock counts, too.
    fn has_ended_at(&self, now: Instant, clock: Timestamp) -> bool {
        now >= self.ends_at || (now >= self.trusted_until && clock >= self.token.expires_at)
    }
}

/// Marks a token that could not be written to storage.
#[derive(Clone, Debug)]
pub(in crate::app) struct Unsaved {
    /// The record that storage holds instead.
    pub(super) over: Option<TokenData>,
    /// When to try again, unless someone asks earlier.
    next_attempt: Instant,
}

impl Unsaved {
    pub(super) fn instead_of(over: Option<TokenData>) -> Self {
        Self {
            over,
            next_attempt: Instant::now() + REST,
        }
    }

    /// Whether it is time to try again. If so, the next wait starts now.
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
        // Set back: the token expires when its lifetime is over anyway.
        assert!(!held.is_stale_at(after(60), clock - day));
        assert!(held.is_stale_at(after(3_541), clock - day));
        // Set ahead, which could also have been a sleep: one renewal.
        assert!(held.is_stale_at(after(60), clock + day));
        // The next token counts from the new time.
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
