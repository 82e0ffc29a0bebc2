//! Finds and ends processes by what their environment or arguments say.

use std::fs;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

/// A running process of a private desktop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Its process id.
    pub id: u32,
    /// Its command line, arguments separated by spaces.
    pub command: String,
}

impl Process {
    /// Sends it a signal that no program can ignore.
    pub fn kill(&self) {
        if let Some(id) = i32::try_from(self.id).ok().and_then(Pid::from_raw) {
            // It may have ended since it was found.
            let _ = kill_process(id, Signal::KILL);
        }
    }
}

/// A process that is missing so many times in a row is gone.
const LOOKS: u32 = 5;
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// All processes with `mark` in their environment or arguments, this one excepted. Zombies do not count.
pub(crate) fn marked(mark: &str) -> Vec<Process> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let ids = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    ids.filter(|id| *id != std::process::id())
        .filter_map(|id| with_mark(id, mark))
        .collect()
}

/// Ends all of them, also those they start meanwhile.
pub(crate) fn kill_marked(mark: &str) {
    for _ in 0..20 {
        let found = marked(mark);
        if found.is_empty() {
            return;
        }
        found.iter().for_each(Process::kill);
    }
}

/// Waits until none is left; what is left after `patience` is returned.
pub(crate) async fn all_ended(mark: &str, patience: Duration) -> Vec<Process> {
    let ended = gone(|| marked(mark));
    match tokio::time::timeout(patience, ended).await {
        Ok(()) => Vec::new(),
        Err(_elapsed) => marked(mark),
    }
}

/// Completes when `look` finds no process any more. No event says so of processes that are not
/// our children.
///
/// One look is not enough: a process that is just replacing itself (`exec`) has no environment
/// and no arguments for a moment.
pub(crate) async fn gone(look: impl Fn() -> Vec<Process>) {
    let mut missed = 0;
    while missed < LOOKS {
        missed = if look().is_empty() { missed + 1 } else { 0 };
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}

fn with_mark(id: u32, mark: &str) -> Option<Process> {
    // Either file is gone when the process has ended, and unreadable when it is somebody else's.
    let environment = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
    let arguments = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    (contains(&environment, mark) || contains(&arguments, mark)).then(|| Process {
        id,
        command: String::from_utf8_lossy(&arguments)
            .replace('\0', " ")
            .trim_end()
            .to_owned(),
    })
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}
