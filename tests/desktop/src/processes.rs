//! Finds and kills processes by a mark in their environment or arguments.

use std::fs;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

/// A running process on a private desktop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// The process ID.
    pub id: u32,
    /// The command line, with arguments separated by spaces.
    pub command: String,
}

impl Process {
    /// Sends SIGKILL.
    pub fn kill(&self) {
        if let Some(id) = i32::try_from(self.id).ok().and_then(Pid::from_raw) {
            // The process may have ended by now.
            let _ = kill_process(id, Signal::KILL);
        }
    }
}

/// How many times in a row nothing must be found before the processes count as gone.
const LOOKS: u32 = 5;
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// All processes with `mark` in their environment or arguments, except this process and zombies.
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

/// Kills all marked processes, including those they start meanwhile.
pub(crate) fn kill_marked(mark: &str) {
    for _ in 0..20 {
        let found = marked(mark);
        if found.is_empty() {
            return;
        }
        found.iter().for_each(Process::kill);
    }
}

/// Waits until no marked process is left. Returns those still running after `patience`.
pub(crate) async fn all_ended(mark: &str, patience: Duration) -> Vec<Process> {
    let ended = gone(|| marked(mark));
    match tokio::time::timeout(patience, ended).await {
        Ok(()) => Vec::new(),
        Err(_elapsed) => marked(mark),
    }
}

/// Completes when `look` no longer finds a process. It polls, because there is no event for processes
/// that aren't children of the test.
///
/// Finding nothing once isn't enough: during `exec`, a process briefly has no environment or
/// arguments.
pub(crate) async fn gone(look: impl Fn() -> Vec<Process>) {
    let mut missed = 0;
    while missed < LOOKS {
        missed = if look().is_empty() { missed + 1 } else { 0 };
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}

fn with_mark(id: u32, mark: &str) -> Option<Process> {
    // The files are gone if the process has ended, and unreadable if it belongs to another user.
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
