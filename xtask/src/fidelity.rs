//! Clients that nobody here wrote, against the local Globus.

use std::process::Command;

use crate::{outcome::Outcome, python, shell, workspace};

/// Runs the Python SDK and the Globus CLI against `globus-local`.
pub(crate) fn fidelity() -> Outcome {
    shell::run_command(workspace::cargo("build").args(["--bin", "globus-local"]))?;
    let root = shell::root();
    // A login that nobody answers must not hold up everything else.
    shell::run_command(
        Command::new("timeout")
            .arg("900")
            .arg(python::SDK.program("python"))
            .args(["-B", "-m", "pytest", "-q", "-p", "no:cacheprovider"])
            .arg("tests/fidelity")
            .env("GLOBUS_LOCAL", root.join("target/debug/globus-local"))
            .env("GLOBUS_CLI", python::CLI.program("globus"))
            .current_dir(&root),
    )
}
