//! The SDK, in a process that keeps running.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout},
};

use serde_json::Value;

use crate::{python, server::Server};

/// A Python process that calls the SDK's methods.
pub struct Sdk {
    process: Child,
    calls: ChildStdin,
    outcomes: BufReader<ChildStdout>,
}

impl Sdk {
    /// Starts it, with `server` as every service.
    pub fn start(server: &Server) -> Self {
        let mut process = python::start("sdk_requests.py", |command| {
            for service in ["AUTH", "FLOWS", "GROUPS", "TRANSFER"] {
                command.env(format!("GLOBUS_SDK_SERVICE_URL_{service}"), &server.base);
            }
        });
        Self {
            calls: process.stdin.take().expect("piped"),
            outcomes: BufReader::new(process.stdout.take().expect("piped")),
            process,
        }
    }

    /// Makes one call, and returns its result.
    pub fn call(&mut self, question: &Value) -> Value {
        writeln!(self.calls, "{question}").expect("it listens");
        let mut outcome = String::new();
        let read = self.outcomes.read_line(&mut outcome).expect("text");
        assert!(read > 0, "sdk_requests.py ended at {question}");
        serde_json::from_str(&outcome).expect("JSON")
    }
}

impl Drop for Sdk {
    fn drop(&mut self) {
        // It would end when its input is closed. Killing it makes sure that it doesn't hang.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
