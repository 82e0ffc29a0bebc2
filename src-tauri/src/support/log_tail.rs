//! The last lines of the log, kept in memory only.

use std::{
    collections::VecDeque,
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use tracing_subscriber::fmt::MakeWriter;

/// How many lines are kept.
const LINES: usize = 200;

/// The longest line kept, in characters.
const LENGTH: usize = 500;

/// Keeps the last lines of the log.
#[derive(Clone, Debug, Default)]
pub struct LogTail(Arc<Mutex<VecDeque<String>>>);

impl LogTail {
    /// The kept lines, oldest first.
    pub fn lines(&self) -> Vec<String> {
        self.kept().iter().cloned().collect()
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, VecDeque<String>> {
        // Lines are added one by one, so the list is valid even if the lock is poisoned.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The logger writes each event in one call.
impl Write for LogTail {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        let mut kept = self.kept();
        for line in text.lines() {
            kept.push_back(line.chars().take(LENGTH).collect());
        }
        let surplus = kept.len().saturating_sub(LINES);
        kept.drain(..surplus);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for LogTail {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_lines_are_kept_and_long_ones_are_cut() {
        let mut tail = LogTail::default();
        for number in 0..(LINES + 5) {
            let line = format!("{number} {}\n", "x".repeat(LENGTH));
            tail.write_all(line.as_bytes()).expect("memory");
        }
        let lines = tail.lines();
        assert_eq!(lines.len(), LINES);
        assert!(lines[0].starts_with("5 "), "{}", lines[0]);
        assert!(lines.iter().all(|line| line.len() == LENGTH));
    }
}
