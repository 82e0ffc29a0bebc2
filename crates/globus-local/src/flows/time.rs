//! Times as Flows writes them.

use jiff::Timestamp;

/// With microseconds and an offset.
pub(super) fn format_time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.%6f+00:00").to_string()
}
