//! What the processes of a desktop take.

use std::fs;

use bench::Result;
use desktop::{PrivateBus, Process};

/// Memory of a program with all that it started, in KiB.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    proportional: u64,
    private_dirty: u64,
}

impl Cost {
    /// Of everything that runs on the desktop and is the program's, or WebKit's for it.
    pub(crate) fn of(bus: &PrivateBus, program: &str) -> Result<Self> {
        let mut cost = Self::default();
        for process in of_program(bus, program) {
            let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", process.id))?;
            let kib = |name: &str| -> Result<u64> {
                let line = rollup.lines().find_map(|line| line.strip_prefix(name));
                let number = line.and_then(|line| line.split_whitespace().next());
                Ok(number.ok_or("the kernel tells less of memory")?.parse()?)
            };
            cost.proportional += kib("Pss:")?;
            cost.private_dirty += kib("Private_Dirty:")?;
        }
        Ok(cost)
    }

    /// MiB, where what several processes share counts in parts.
    pub(crate) fn shared_out(&self) -> f64 {
        mib(self.proportional)
    }

    /// MiB that nobody else could use.
    pub(crate) fn private(&self) -> f64 {
        mib(self.private_dirty)
    }
}

/// Ticks of the processor (`_SC_CLK_TCK`, 100 a second on Linux) that they took so far.
pub(crate) fn ticks(bus: &PrivateBus, program: &str) -> Result<u64> {
    let mut ticks = 0;
    for process in of_program(bus, program) {
        let stat = fs::read_to_string(format!("/proc/{}/stat", process.id))?;
        // The name in parentheses may hold anything (proc_pid_stat(5)).
        let (_, after) = stat.rsplit_once(") ").ok_or("an odd stat of a process")?;
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
