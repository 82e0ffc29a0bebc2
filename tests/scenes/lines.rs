//! Faults that a failed test shows line by line.

use std::{error::Error, fmt};

/// One fault a line.
struct Lines(Vec<String>);

/// An error unless there are none.
pub(crate) fn none(faults: Vec<String>) -> desktop::Result<()> {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Box::new(Lines(faults)))
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(faults) = self;
        f.write_str(&faults.join("\n"))
    }
}

/// What the test harness shows.
impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for Lines {}
