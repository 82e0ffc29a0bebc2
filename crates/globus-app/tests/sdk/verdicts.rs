//! The SDK's verdicts, from a Python process.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use serde_json::Value;

/// The SDK's verdict on each question, in their order.
pub fn of_the_sdk(questions: &[Value]) -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let python = env::var_os("MERIDIAN_PYTHON")
        .map_or_else(|| root.join("target/venv/bin/python"), PathBuf::from);
    let mut child = Command::new(&python)
        .arg("-B")
        .arg(root.join("tests/fidelity/sdk_verdicts.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!(
                "{}: {error}. `cargo xtask setup` installs the Globus SDK there; \
                 MERIDIAN_PYTHON names another Python that has it.",
                python.display()
            )
        });
    let mut input = child.stdin.take().expect("piped");
    let output = BufReader::new(child.stdout.take().expect("piped"));
    let verdicts: Vec<Value> = thread::scope(|scope| {
        scope.spawn(move || {
            for question in questions {
                // It may have failed already; that shows below.
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
    assert!(status.success(), "sdk_verdicts.py: {status}");
    assert_eq!(verdicts.len(), questions.len(), "one verdict each");
    verdicts
}
