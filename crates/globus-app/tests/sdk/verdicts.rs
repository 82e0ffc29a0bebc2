//! The SDK's verdicts, from a Python process.

use std::{
    io::{BufRead, BufReader, Write},
    thread,
};

use serde_json::Value;

use crate::python;

/// The SDK's verdict on each question, in the same order.
pub fn of_the_sdk(questions: &[Value]) -> Vec<Value> {
    let mut child = python::start("sdk_verdicts.py", |_| {});
    let mut input = child.stdin.take().expect("piped");
    let output = BufReader::new(child.stdout.take().expect("piped"));
    let verdicts: Vec<Value> = thread::scope(|scope| {
        scope.spawn(move || {
            for question in questions {
                // It may have failed already, which shows below.
                if writeln!(input, "{question}").is_err() {
                    break;
                }
            }
        });
        let lines = output.lines().map(|line| line.expect("text"));
        lines
            .map(|line| serde_json::from_str(&line).expect("JSON"))
            .collect()
    });
    let status = child.wait().expect("it was started");
    assert!(
        status.success(),
        "sdk_verdicts.py: {status}. `cargo xtask setup` installs the Globus SDK that it needs."
    );
    assert_eq!(verdicts.len(), questions.len(), "one verdict each");
    verdicts
}
