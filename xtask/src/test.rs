//! `cargo xtask test`: every check, one after the other, headless.

use std::time::Instant;

use crate::{fidelity, outcome::Outcome, package, setup, shell, structure, workspace};

/// What tells a program that there is no browser here to send a person to: the tests bring theirs.
const REMOTE: [&str; 3] = ["SSH_CONNECTION", "SSH_TTY", "BROWSER"];

/// What it is about, and how it is done.
type Step = (&'static str, fn() -> Outcome);

/// Runs all steps; stops at the first that fails.
pub(crate) fn test() -> Outcome {
    let steps: [Step; 8] = [
        ("what the system needs", || setup::setup(setup::For::Test)),
        ("the window's own checks", ui),
        ("structure", || structure::structure(&[])),
        ("form", || shell::run("cargo", &["fmt", "--all", "--check"])),
        ("lints", lints),
        ("tests", tests),
        ("clients that others wrote", fidelity::fidelity),
        ("the package", package::package),
    ];
    let mut times = Vec::new();
    for (name, step) in steps {
        println!("\n=== {name}");
        let begun = Instant::now();
        step().map_err(|problem| format!("\n=== {name}: {problem}"))?;
        times.push((name, begun.elapsed().as_secs()));
    }
    println!();
    for (name, seconds) in times {
        println!("{seconds:>5} s  {name}");
    }
    Ok(())
}

fn ui() -> Outcome {
    let ui = shell::root().join("ui");
    for script in ["lint", "check", "test", "build", "scenes"] {
        shell::run_in(&ui, "npm", &["run", "--silent", script])?;
    }
    Ok(())
}

fn lints() -> Outcome {
    let flags = ["--all-targets", "--", "-D", "warnings"];
    shell::run_command(workspace::cargo("clippy").args(flags))
}

/// One test after the other within a window's test program: each starts a desktop of its own,
/// with browsers, and two at once starve each other on a small machine.
fn tests() -> Outcome {
    let mut cargo = workspace::cargo("test");
    for variable in REMOTE {
        cargo.env_remove(variable);
    }
    shell::run_command(cargo.args(["--", "--test-threads=2"]))
}
