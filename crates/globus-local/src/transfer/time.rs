//! Times as Transfer reads and writes them.

use std::time::{Duration, SystemTime};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// With seconds and an offset, as in tasks and events.
pub(super) fn format_time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

/// With a space in the middle, as in file listings.
pub(super) fn format_file_time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M:%S+00:00").to_string()
}

/// Reads a time, with `T` or a space, or only a date. Without an offset it is UTC.
pub(super) fn parse_time(text: &str) -> Option<Timestamp> {
    let civil = || {
        let civil = text.parse::<DateTime>().ok()?;
        TimeZone::UTC.to_timestamp(civil).ok()
    };
    text.parse().ok().or_else(civil)
}

/// Rounded down to the second, as listings show no more.
pub(super) fn from_system(time: SystemTime) -> Timestamp {
    let time = Timestamp::try_from(time).unwrap_or(Timestamp::UNIX_EPOCH);
    Timestamp::from_second(time.as_second()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Times before 1970 do not occur here.
pub(super) fn to_system(time: Timestamp) -> SystemTime {
    let since = Duration::try_from(time.as_duration()).unwrap_or_default();
    SystemTime::UNIX_EPOCH + since
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_time_is_read_in_every_way_it_is_written() {
        let time: Timestamp = "2026-11-20T00:00:00Z".parse().expect("a time");
        for text in [
            "2026-11-20",
            "2026-11-20 00:00:00",
            "2026-11-20T00:00:00",
            "2026-11-20T00:00:00Z",
            "2026-11-20T01:00:00+01:00",
            &format_time(time),
            &format_file_time(time),
        ] {
            assert_eq!(parse_time(text), Some(time), "{text}");
        }
        for text in ["", "yesterday", "2026-13-01", "12:00"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }
}
