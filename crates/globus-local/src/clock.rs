//! The clock that all services read.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// The clock of a local Globus. Nothing else decides when codes and tokens expire and how far tasks
/// have progressed.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The computer's clock.
    pub fn system() -> Self {
        Self::new(Timestamp::now)
    }

    /// A clock that reads `now`. It is called at each request, and must not go backwards.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The current time.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// How far a clock has been moved forward.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ahead(Arc<Mutex<SignedDuration>>);

impl Ahead {
    /// `clock`, moved forward by what this says whenever it is read.
    pub(crate) fn of(&self, clock: Clock) -> Clock {
        let ahead = self.clone();
        Clock::new(move || clock.now() + ahead.get())
    }

    /// Moves it forward by `time`. A negative `time` changes nothing.
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
