//! A window of time.

use std::{
    fmt,
    ops::{Range, RangeFrom, RangeTo},
};

use jiff::Timestamp;

/// The time from one moment up to, but not including, another. Either end may be open. Convert it
/// from a range.
///
/// ```
/// use globus_app::TimeWindow;
/// use jiff::Timestamp;
///
/// let start: Timestamp = "2026-10-01T00:00:00Z".parse()?;
/// assert_eq!(TimeWindow::from(start..).to_string(), "2026-10-01T00:00:00Z,");
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeWindow {
    from: Option<Timestamp>,
    until: Option<Timestamp>,
}

impl From<Range<Timestamp>> for TimeWindow {
    fn from(range: Range<Timestamp>) -> Self {
        Self {
            from: Some(range.start),
            until: Some(range.end),
        }
    }
}

impl From<RangeFrom<Timestamp>> for TimeWindow {
    fn from(range: RangeFrom<Timestamp>) -> Self {
        Self {
            from: Some(range.start),
            until: None,
        }
    }
}

impl From<RangeTo<Timestamp>> for TimeWindow {
    fn from(range: RangeTo<Timestamp>) -> Self {
        Self {
            from: None,
            until: Some(range.end),
        }
    }
}

impl TimeWindow {
    /// Both ends.
    pub(super) fn ends(self) -> [Option<Timestamp>; 2] {
        [self.from, self.until]
    }
}

/// The format of Globus's filters: `from,until`.
impl fmt::Display for TimeWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        f.write_str(",")?;
        if let Some(until) = self.until {
            write!(f, "{until}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_end_is_left_empty() {
        let (a, b): (Timestamp, Timestamp) = (Timestamp::UNIX_EPOCH, Timestamp::MAX);
        assert_eq!(TimeWindow::from(..a).to_string(), ",1970-01-01T00:00:00Z");
        assert!(
            TimeWindow::from(a..b)
                .to_string()
                .starts_with("1970-01-01T00:00:00Z,9999")
        );
    }
}
