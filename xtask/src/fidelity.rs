//! Runs Globus's own clients against the local Globus.

use std::{process::Command, time::Instant};

use crate::{outcome::Outcome, python, shell, slowest::Slowest, workspace};

/// Runs the tests in `tests/fidelity`: the Python SDK and the Globus CLI against `globus-local`.
pub(crate) fn fidelity(slowest: &mut Slowest) -> Outcome {
    shell::run_command(workspace::cargo("build").args(["--bin", "globus-local"]))?;
    let root = shell::root();
    // A login that never completes must not block the whole test run.
    shell::run_watched(
        Command::new("timeout")
            .arg("900")
            .arg(python::SDK.program("python"))
            .args(["-B", "-m", "pytest", "-q", "-p", "no:cacheprovider"])
            .arg("--durations=10")
            .arg("tests/fidelity")
            .env("GLOBUS_LOCAL", root.join("target/debug/globus-local"))
            .env("GLOBUS_CLI", python::CLI.program("globus"))
            .current_dir(&root),
        |line| slowest.line(line, Instant::now()),
    )
}
