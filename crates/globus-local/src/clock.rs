//! The time, as everything here reads it.

use std::sync::Arc;

use jiff::Timestamp;

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
