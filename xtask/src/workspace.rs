//! Runs Cargo on the whole workspace, always with the same features, so that nothing is built twice.

use std::process::Command;

use crate::shell;

/// Lets the tests drive the window.
const FEATURES: &str = "meridian/webdriver";

/// `cargo COMMAND --workspace …` in the top folder.
pub(crate) fn cargo(command: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args([command, "--workspace", "--features", FEATURES]);
    cargo.current_dir(shell::root());
    cargo
}
