//! Faults of tasks, for tests.

use serde::Deserialize;

use crate::transfer::file_problem::FileProblem;

/// The error codes of task events, and their descriptions.
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

/// What the next task that is submitted runs into, before each of its next steps.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskFault {
    /// The code of the event, such as `PERMISSION_DENIED`.
    pub(super) code: String,
    /// How often it happens before the task continues.
    #[serde(default = "once")]
    pub(super) times: u32,
    /// Whether it makes the task fail.
    #[serde(default)]
    pub(super) fatal: bool,
}

fn once() -> u32 {
    1
}

impl TaskFault {
    /// A fault that happens once; the retry succeeds.
    pub fn new(code: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            times: once(),
            fatal: false,
        }
    }

    /// Sets how often it happens.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Makes the task fail without a retry.
    #[must_use]
    pub fn fatal(mut self) -> Self {
        self.fatal = true;
        self
    }

    /// The problem with this code. An unknown code becomes `UNKNOWN`.
    pub(super) fn problem(&self) -> FileProblem {
        let known = KNOWN.iter().find(|(code, _)| *code == self.code);
        let (code, words) = known.copied().unwrap_or(("UNKNOWN", "unknown error"));
        FileProblem { code, words }
    }
}
