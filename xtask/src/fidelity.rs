//! Clients that nobody here wrote, against the local Globus.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use crate::{Outcome, shell, test::WITH_DRIVER};

/// Ends the server when the test ends, however it ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs the Python SDK's script against `globus-local`.
pub(crate) fn fidelity() -> Outcome {
    let root = shell::root();
    let venv = root.join("target/venv");
    let python = venv.join("bin/python");
    if !python.exists() {
        shell::run("python3", &["-m", "venv", &venv.to_string_lossy()])?;
    }
    let python = python.to_string_lossy();
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--requirement",
        "tests/fidelity/requirements.txt",
    ];
    shell::run(&python, &pip)?;
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

    let mut server = Command::new(root.join("target/debug/globus-local"))
        .arg("--auto-approve")
        .stdout(Stdio::piped())
        .spawn()
        .map(Server)
        .map_err(|error| format!("globus-local could not be started: {error}"))?;
    let output = server
        .0
        .stdout
        .take()
        .ok_or("globus-local prints nothing")?;
    let lines = BufReader::new(output).lines().map_while(Result::ok);
    let variables: Vec<_> = lines.take(3).filter_map(|line| export(&line)).collect();
    // A login that nobody answers must not hold up everything else.
    let status = Command::new("timeout")
        .args(["120", &*python, "tests/fidelity/sdk_spine.py"])
        .current_dir(&root)
        .envs(variables)
        .status()
        .map_err(|error| format!("Python could not be started: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("sdk_spine.py failed ({status})"))
    }
}

/// `export NAME=VALUE`
fn export(line: &str) -> Option<(String, String)> {
    let (name, value) = line.strip_prefix("export ")?.split_once('=')?;
    Some((name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn export_lines_are_read() {
        let pair = export("export A=http://127.0.0.1:1/");
        assert_eq!(
            pair,
            Some(("A".to_owned(), "http://127.0.0.1:1/".to_owned()))
        );
        assert_eq!(export("A=b"), None);
    }
}
