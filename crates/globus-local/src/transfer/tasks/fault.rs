//! Faults that tests order for tasks.

use serde::Deserialize;

use crate::transfer::file_problem::FileProblem;

/// Codes that a task's events can have, with the words that go with them.
const KNOWN: [(&str, &str); 20] = [
    ("AUTH", "authentication failed"),
    ("CONNECT_FAILED", "connect failed"),
    ("CONNECTION_BROKEN", "connection broken"),
    ("CONNECTION_RESET", "connection reset"),
    ("ENDPOINT_ERROR", "endpoint error"),
    ("ENDPOINT_TOO_BUSY", "endpoint too busy"),
    ("FILE_ACCESS", "file access failure"),
    ("FILE_NOT_FOUND", "file not found"),
    ("FILE_SIZE_CHANGED", "file size changed"),
    ("GC_NOT_CONNECTED", "gc not connected"),
    ("GC_PAUSED", "gc paused"),
    ("INTERNAL_ERROR", "internal error"),
    ("INVALID_PATH_NAME", "invalid path name"),
    ("LIMIT_EXCEEDED", "limit exceeded"),
    ("NO_CREDENTIALS", "no credentials"),
    ("NO_SPACE_LEFT", "no space left on device"),
    ("PERMISSION_DENIED", "permission denied"),
    ("QUOTA_EXCEEDED", "quota exceeded"),
    ("TIMEOUT", "timeout"),
    ("VERIFY_CHECKSUM", "checksums do not match"),
];

/// What the task that is submitted next meets, before each of its next steps.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskFault {
    /// The code of the event, such as `PERMISSION_DENIED`.
    pub(super) code: String,
    /// How often; then the task goes on.
    #[serde(default = "once")]
    pub(super) times: u32,
    /// Whether the task ends with it.
    #[serde(default)]
    pub(super) fatal: bool,
}

fn once() -> u32 {
    1
}

impl TaskFault {
    /// Met once, and then retried with success.
    pub fn new(code: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            times: once(),
            fatal: false,
        }
    }

    /// How often it is met.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// The task fails with it, and retries nothing.
    #[must_use]
    pub fn fatal(mut self) -> Self {
        self.fatal = true;
        self
    }

    /// A code that no event has becomes `UNKNOWN`.
    pub(super) fn problem(&self) -> FileProblem {
        let known = KNOWN.iter().find(|(code, _)| *code == self.code);
        let (code, words) = known.copied().unwrap_or(("UNKNOWN", "unknown error"));
        FileProblem { code, words }
    }
}
