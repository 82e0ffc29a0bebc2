//! `cargo xtask run`: builds and opens Meridian.

use std::env;

use crate::{outcome::Outcome, setup, shell};

/// Meridian itself prints the same when the display can't be reached.
const NO_DISPLAY: &str = include_str!("../../src-tauri/messages/no-display.txt");

/// Opens Meridian, with the demo unless `--no-demo` is given.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|variable| env::var_os(variable).is_some_and(|value| !value.is_empty()));
    if cfg!(target_os = "linux") && !has_display {
        return Err(NO_DISPLAY.trim_end().to_owned());
    }
    let given = arguments
        .iter()
        .map(String::as_str)
        .filter(|argument| *argument != "--");
    let mut passed: Vec<&str> = given.collect();
    if passed.contains(&"--no-demo") {
        passed.retain(|argument| *argument != "--no-demo");
    } else {
        passed.push("--demo");
    }
    setup::setup(setup::For::Run)?;
    shell::run_in(
        &shell::root().join("ui"),
        "npm",
        &["run", "--silent", "build"],
    )?;
    println!("Building Meridian. The first time takes a few minutes.");
    shell::run("cargo", &["build", "--package", "meridian"])?;
    let program = shell::root().join("target/debug/meridian");
    shell::run(&program.to_string_lossy(), &passed)
}
