//! `cargo xtask run`

use crate::{outcome::Outcome, setup, shell};

/// Opens Meridian, with the demo unless told otherwise.
pub(crate) fn run(arguments: &[String]) -> Outcome {
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
    println!("Building Meridian; the first time takes some minutes.");
    shell::run("cargo", &["build", "--package", "meridian"])?;
    let program = shell::root().join("target/debug/meridian");
    shell::run(&program.to_string_lossy(), &passed)
}
