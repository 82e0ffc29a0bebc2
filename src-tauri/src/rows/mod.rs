//! Globus' documents as rows of a list.

mod flow;
mod task;

pub use flow::flow_row;
pub use task::task_row;

/// Milliseconds since 1970; nothing in Globus is older.
pub fn millis(time: jiff::Timestamp) -> u64 {
    time.as_millisecond().try_into().unwrap_or(0)
}
