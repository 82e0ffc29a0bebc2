//! Times in the form that the window takes.

/// Unix time in milliseconds. Times before 1970 become 0.
pub fn millis(time: jiff::Timestamp) -> u64 {
    time.as_millisecond().try_into().unwrap_or(0)
}
