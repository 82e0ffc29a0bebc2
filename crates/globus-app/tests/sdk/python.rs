//! A Python that has the unmodified Globus SDK.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// Starts a script of `tests/fidelity/`, with its standard input and output as pipes.
pub fn start(script: &str, with: impl FnOnce(&mut Command)) -> Child {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let python = env::var_os("MERIDIAN_PYTHON")
        .map_or_else(|| root.join("target/venv/bin/python"), PathBuf::from);
    let mut command = Command::new(&python);
    command
        .arg("-B")
        .arg(root.join("tests/fidelity").join(script))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    with(&mut command);
    command.spawn().unwrap_or_else(|error| {
        panic!(
            "{}: {error}. `cargo xtask setup` installs the Globus SDK there; MERIDIAN_PYTHON \
             names another Python that has it.",
            python.display()
        )
    })
}
