//! Tests that need their own process: runs this program again, for one test.

use std::process::{Command, Output, Stdio};

/// Runs one test, even an ignored one, with these variables set.
pub(crate) fn again(test: &str, variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command
        .args(["--exact", "--include-ignored", test])
        .envs(variables.iter().copied())
        .stdin(Stdio::null());
    command
}

/// Whether it ran and passed.
pub(crate) fn succeeded(output: &Output) -> bool {
    let said = String::from_utf8_lossy(&output.stdout);
    output.status.success() && said.contains("1 passed")
}
