//! Times, as the window takes them.

/// Milliseconds since 1970; nothing in Globus is older.
pub fn millis(time: jiff::Timestamp) -> u64 {
    time.as_millisecond().try_into().unwrap_or(0)
}
