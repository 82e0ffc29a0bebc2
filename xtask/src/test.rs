//! `cargo xtask test`: runs every check, one after the other, headless.

use std::{process::Command, time::Instant};

use crate::{
    fidelity,
    outcome::Outcome,
    package, setup, shell,
    slowest::{Slowest, THREADS},
    structure, workspace,
};

/// Variables that make programs believe there is no browser. The tests bring their own.
const REMOTE: [&str; 3] = ["SSH_CONNECTION", "SSH_TTY", "BROWSER"];

/// A name for the step, and what it runs.
type Step = (&'static str, fn(&mut Slowest) -> Outcome);

/// Runs all steps and stops at the first that fails.
pub(crate) fn test() -> Outcome {
    let steps: [Step; 8] = [
        ("setup", |_| setup::setup(setup::For::Test)),
        ("structure", |_| structure::structure(&[])),
        ("web UI", ui),
        ("formatting", |_| {
            shell::run("cargo", &["fmt", "--all", "--check"])
        }),
        ("lints", |_| lints()),
        ("tests", tests),
        ("Globus clients", fidelity::fidelity),
        ("packages", |_| package::package()),
    ];
    let mut times = Vec::new();
    let mut slowest = Slowest::default();
    for (name, step) in steps {
        println!("\n=== {name}");
        let begun = Instant::now();
        step(&mut slowest).map_err(|problem| format!("\n=== {name}: {problem}"))?;
        times.push((name, begun.elapsed().as_secs()));
    }
    println!("\nSlowest tests:");
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

/// Runs two tests of a program at a time: those of the window each start a desktop with browsers, and
/// more of them would starve each other on a small machine.
fn tests(slowest: &mut Slowest) -> Outcome {
    let mut cargo = workspace::cargo("test");
    for variable in REMOTE {
        cargo.env_remove(variable);
    }
    cargo.arg("--").arg(format!("--test-threads={THREADS}"));
    shell::run_watched(&mut cargo, |line| slowest.line(line, Instant::now()))
}
