//! When notifications are silenced: during a pause or quiet hours.

use jiff::{ZonedDateTime, civil::Time};

use crate::{
    settings::{Settings, view::QuietHours},
    time::millis,
};

/// Whether notifications are silenced now. `needs_you` says whether the notification needs you.
pub(super) fn is_quiet(settings: &Settings, now: &ZonedDateTime, needs_you: bool) -> bool {
    let paused = settings.notifications_paused_until;
    let hours = settings.choices.notifications.quiet_hours;
    paused.is_some_and(|until| until > millis(now.timestamp()))
        || hours.on && !(needs_you && hours.but_needs_you) && holds(hours, now.time())
}

/// Whether `time` is within the quiet hours. Hours that end before they begin span midnight, and
/// hours that begin and end at the same time are never in effect.
fn holds(hours: QuietHours, time: Time) -> bool {
    let minute =
        u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs());
    if hours.from <= hours.to {
        (hours.from..hours.to).contains(&minute)
    } else {
        minute >= hours.from || minute < hours.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str, hours: QuietHours, needs_you: bool) -> bool {
        let mut settings = Settings::default();
        settings.choices.notifications.quiet_hours = hours;
        let now = format!("2026-11-26T{time}:00+01:00[Europe/Berlin]");
        is_quiet(&settings, &now.parse().expect("a time"), needs_you)
    }

    #[test]
    fn the_night_goes_over_midnight() {
        let night = QuietHours {
            on: true,
            from: 22 * 60,
            to: 7 * 60,
            but_needs_you: true,
        };
        for quiet in ["22:00", "23:59", "00:00", "06:59"] {
            assert!(at(quiet, night, false), "{quiet}");
            assert!(!at(quiet, night, true), "{quiet}: it is said all the same");
        }
        for loud in ["07:00", "12:00", "21:59"] {
            assert!(!at(loud, night, false), "{loud}");
        }
        assert!(!at("23:00", QuietHours { on: false, ..night }, false));
        let strict = QuietHours {
            but_needs_you: false,
            ..night
        };
        assert!(at("23:00", strict, true));
    }

    #[test]
    fn an_afternoon_stays_in_its_day() {
        let afternoon = QuietHours {
            on: true,
            from: 13 * 60,
            to: 14 * 60,
            but_needs_you: true,
        };
        assert!(at("13:30", afternoon, false));
        assert!(!at("12:59", afternoon, false));
        let none = QuietHours {
            to: afternoon.from,
            ..afternoon
        };
        assert!(!at("13:00", none, false));
    }
}
