//! A list of faults as an error that a failed test prints line by line.

use std::{error::Error, fmt};

/// Faults, one per line.
struct Lines(Vec<String>);

/// Returns an error unless there are no faults.
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

/// The test harness prints errors with `Debug`.
impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for Lines {}
