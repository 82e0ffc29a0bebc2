//! How long notifications are paused.

use jiff::{ToSpan, ZonedDateTime, civil::time};

use super::view::Pause;

/// The hour at which "until tomorrow" ends.
const MORNING: i8 = 8;

/// When the pause ends, in milliseconds since 1970. None if notifications are resumed.
pub fn until(pause: Pause, now: &ZonedDateTime) -> Option<u64> {
    let end = match pause {
        Pause::Resume => return None,
        Pause::Hour => now.checked_add(1.hour()).ok()?,
        Pause::UntilTomorrow => {
            let tomorrow = now.date().tomorrow().ok()?;
            let morning = tomorrow.to_datetime(time(MORNING, 0, 0, 0));
            morning.to_zoned_datetime(now.time_zone().clone()).ok()?
        }
    };
    end.timestamp().as_millisecond().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_ends_after_an_hour_or_tomorrow_morning() {
        let now: ZonedDateTime = "2026-11-25T21:30:00+01:00[Europe/Berlin]"
            .parse()
            .expect("a time");
        let at = |text: &str| {
            let end: ZonedDateTime = text.parse().expect("a time");
            end.timestamp().as_millisecond().try_into().ok()
        };
        assert_eq!(until(Pause::Resume, &now), None);
        let hour = at("2026-11-25T22:30:00+01:00[Europe/Berlin]");
        assert_eq!(until(Pause::Hour, &now), hour);
        let morning = at("2026-11-26T08:00:00+01:00[Europe/Berlin]");
        assert_eq!(until(Pause::UntilTomorrow, &now), morning);
    }
}
