//! The time, as everything here reads it.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Where a local Globus reads the time. Codes, tokens and moving tasks depend on nothing else.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The computer's own time.
    pub fn system() -> Self {
        Self::new(Timestamp::now)
    }

    /// Whatever `now` answers. It is asked at each request, and must not go backwards.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// How far a clock was put forward.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ahead(Arc<Mutex<SignedDuration>>);

impl Ahead {
    /// `clock`, as far forward as this says at the time.
    pub(crate) fn of(&self, clock: Clock) -> Clock {
        let ahead = self.clone();
        Clock::new(move || clock.now() + ahead.get())
    }

    /// Puts it forward by `time`; backwards it never goes.
    pub(crate) fn advance(&self, time: SignedDuration) {
        let mut ahead = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *ahead = ahead.saturating_add(time.max(SignedDuration::ZERO));
    }

    fn get(&self) -> SignedDuration {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}
