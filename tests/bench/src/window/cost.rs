//! Memory and processor time of processes.

use std::fs;

use bench::Result;
use desktop::{PrivateBus, Process};

/// The memory of a program and all processes that it started, in KiB.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    proportional: u64,
    private_dirty: u64,
}

impl Cost {
    /// Adds up the program's processes on this desktop and WebKit's.
    pub(crate) fn of(bus: &PrivateBus, program: &str) -> Result<Self> {
        let mut cost = Self::default();
        for process in of_program(bus, program) {
            let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", process.id))?;
            let kib = |name: &str| -> Result<u64> {
                let line = rollup.lines().find_map(|line| line.strip_prefix(name));
                let number = line.and_then(|line| line.split_whitespace().next());
                Ok(number
                    .ok_or("/proc/…/smaps_rollup lacks a field")?
                    .parse()?)
            };
            cost.proportional += kib("Pss:")?;
            cost.private_dirty += kib("Private_Dirty:")?;
        }
        Ok(cost)
    }

    /// The proportional set size in MiB: shared memory is divided among its processes.
    pub(crate) fn shared_out(&self) -> f64 {
        mib(self.proportional)
    }

    /// The private dirty memory in MiB, which no other process shares.
    pub(crate) fn private(&self) -> f64 {
        mib(self.private_dirty)
    }
}

/// Processor time so far, in ticks (`_SC_CLK_TCK`, 100 per second on Linux).
pub(crate) fn ticks(bus: &PrivateBus, program: &str) -> Result<u64> {
    let mut ticks = 0;
    for process in of_program(bus, program) {
        let stat = fs::read_to_string(format!("/proc/{}/stat", process.id))?;
        // The name in parentheses can contain anything (proc_pid_stat(5)).
        let (_, after) = stat
            .rsplit_once(") ")
            .ok_or("/proc/…/stat has no name in parentheses")?;
        for field in after.split_whitespace().skip(11).take(2) {
            ticks += field.parse::<u64>()?;
        }
    }
    Ok(ticks)
}

pub(crate) fn of_program(bus: &PrivateBus, program: &str) -> Vec<Process> {
    let mut all = bus.processes();
    all.retain(|process| {
        let first = process.command.split(' ').next().unwrap_or_default();
        first.ends_with(&format!("/{program}")) || first.contains("/WebKit")
    });
    all
}

#[expect(clippy::cast_precision_loss, reason = "kibibytes of a few processes")]
fn mib(kib: u64) -> f64 {
    kib as f64 / 1_024.0
}
