//! Clients that nobody here wrote, against the local Globus.

use std::process::Command;

use crate::{Outcome, python, shell, test::WITH_DRIVER};

/// Runs the Python SDK and the Globus CLI against `globus-local`.
pub(crate) fn fidelity() -> Outcome {
    // As a part of the workspace, so that nothing is built a second time with other features.
    let build = [
        "build",
        "--workspace",
        "--bin",
        "globus-local",
        "--features",
        WITH_DRIVER,
    ];
    shell::run("cargo", &build)?;
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
