//! `cargo xtask test`: every check, one after the other, headless.

use std::{process::Command, time::Instant};

use crate::{
    fidelity,
    outcome::Outcome,
    package, setup, shell,
    slowest::{Slowest, THREADS},
    structure, workspace,
};

/// What tells a program that there is no browser here to send a person to: the tests bring theirs.
const REMOTE: [&str; 3] = ["SSH_CONNECTION", "SSH_TTY", "BROWSER"];

/// What it is about, and how it is done.
type Step = (&'static str, fn(&mut Slowest) -> Outcome);

/// Runs all steps; stops at the first that fails.
pub(crate) fn test() -> Outcome {
    let steps: [Step; 8] = [
        ("what the system needs", |_| setup::setup(setup::For::Test)),
        ("the window's own checks", ui),
        ("structure", |_| structure::structure(&[])),
        ("form", |_| {
            shell::run("cargo", &["fmt", "--all", "--check"])
        }),
        ("lints", |_| lints()),
        ("tests", tests),
        ("clients that others wrote", fidelity::fidelity),
        ("the package", |_| package::package()),
    ];
    let mut times = Vec::new();
    let mut slowest = Slowest::default();
    for (name, step) in steps {
        println!("\n=== {name}");
        let begun = Instant::now();
        step(&mut slowest).map_err(|problem| format!("\n=== {name}: {problem}"))?;
        times.push((name, begun.elapsed().as_secs()));
    }
    println!("\nThe slowest tests:");
    for test in slowest.told() {
        println!("{test}");
    }
    println!();
    for (name, seconds) in times {
        println!("{seconds:>5} s  {name}");
    }
    Ok(())
}

fn ui(slowest: &mut Slowest) -> Outcome {
    for script in ["lint", "check", "test", "build", "scenes"] {
        let mut npm = Command::new("npm");
        npm.args(["run", "--silent", script]);
        npm.current_dir(shell::root().join("ui"));
        shell::run_watched(&mut npm, |line| slowest.line(line, Instant::now()))?;
    }
    Ok(())
}

fn lints() -> Outcome {
    let flags = ["--all-targets", "--", "-D", "warnings"];
    shell::run_command(workspace::cargo("clippy").args(flags))
}

/// One test after the other within a window's test program: each starts a desktop of its own,
/// with browsers, and two at once starve each other on a small machine.
fn tests(slowest: &mut Slowest) -> Outcome {
    let mut cargo = workspace::cargo("test");
    for variable in REMOTE {
        cargo.env_remove(variable);
    }
    cargo.arg("--").arg(format!("--test-threads={THREADS}"));
    shell::run_watched(&mut cargo, |line| slowest.line(line, Instant::now()))
}
