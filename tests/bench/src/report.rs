//! The one line of JSON on a measured program's standard output.

use std::{fs, io::Write};

use serde::{Deserialize, Serialize};

use crate::Result;

/// What a measured program says at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How many things it got, so that a fast failure is no record.
    pub count: usize,
    /// Its own time for the work alone, in microseconds, where the process' start is not the point.
    pub micros: u64,
    /// The most memory that it held at once, in KiB (`VmHWM`).
    pub peak_kib: u64,
}

impl Report {
    /// Reads the process' own peak and writes the line.
    ///
    /// # Errors
    /// If the peak can't be read, or the line can't be written.
    pub fn write(count: usize, micros: u128) -> Result<()> {
        let report = Self {
            count,
            micros: u64::try_from(micros)?,
            peak_kib: peak_kib()?,
        };
        let mut out = std::io::stdout().lock();
        serde_json::to_writer(&mut out, &report)?;
        writeln!(out)?;
        Ok(())
    }
}

fn peak_kib() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let line = line.ok_or("the kernel tells no peak of memory")?;
    let number = line.split_whitespace().next().unwrap_or_default();
    Ok(number.parse()?)
}
