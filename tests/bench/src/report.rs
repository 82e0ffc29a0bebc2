//! The report of a measured program: one line of JSON on standard output.

use std::{fs, io::Write};

use serde::{Deserialize, Serialize};

use crate::Result;

/// The report of a measured program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How many things it got, so that a quick failure doesn't count as fast.
    pub count: usize,
    /// The time of the work alone in microseconds, where the start of the process doesn't matter.
    pub micros: u64,
    /// The peak of its memory in KiB (`VmHWM`).
    pub peak_kib: u64,
}

impl Report {
    /// Writes the report of this process.
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
    let line = line.ok_or("/proc/self/status has no VmHWM")?;
    let number = line.split_whitespace().next().unwrap_or_default();
    Ok(number.parse()?)
}
