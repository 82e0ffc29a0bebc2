//! `cargo xtask test`: every check, one after the other, headless.

use std::{process::Command, time::Instant};

use crate::{Outcome, fidelity, package, setup, shell};

/// The tests drive the window.
pub(crate) const WITH_DRIVER: &str = "meridian/webdriver";

/// What tells a program that there is no browser here to send a person to: the tests bring theirs.
const REMOTE: [&str; 3] = ["SSH_CONNECTION", "SSH_TTY", "BROWSER"];

/// What it is about, and how it is done.
type Step = (&'static str, fn() -> Outcome);

/// Runs all steps; stops at the first that fails.
pub(crate) fn test() -> Outcome {
    let steps: [Step; 7] = [
        ("what the system needs", || setup::setup(setup::For::Test)),
        ("the window's own checks", ui),
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
    let arguments = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        WITH_DRIVER,
        "--",
        "-D",
        "warnings",
    ];
    shell::run("cargo", &arguments)
}

/// One test after the other within a window's test program: each starts a desktop of its own,
/// with browsers, and two at once starve each other on a small machine.
fn tests() -> Outcome {
    let of_all = [
        "test",
        "--workspace",
        "--features",
        WITH_DRIVER,
        "--",
        "--test-threads=2",
    ];
    let mut cargo = Command::new("cargo");
    for variable in REMOTE {
        cargo.env_remove(variable);
    }
    shell::run_command(cargo.args(of_all).current_dir(shell::root()))
}
