//! Project commands: `cargo xtask run`, `test`, `structure`, `bench` and more; see [`USAGE`].

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command's own output"
)]

mod bench;
mod fidelity;
mod fuzz;
#[cfg(feature = "icons")]
mod icons;
mod outcome;
mod package;
mod python;
mod run;
mod scenes;
mod setup;
mod shell;
mod slowest;
mod structure;
mod test;
mod workspace;

use std::process::ExitCode;

use outcome::Outcome;

const USAGE: &str = "\
usage: cargo xtask COMMAND
  run [-- ARGUMENTS]       install what's missing, build, and open Meridian with the demo;
                           with --no-demo, open it for real
  test                     run every check, without a display
  scenes [--record] [NAME] check every scene, or only those whose names begin with NAME;
                           with --record, record the shell's answers instead
  structure [--root DIR]   check that imports point down and form no circles
  bench                    build for release and measure against comparable programs
  fuzz [TARGET] [SECONDS]  fuzz the parsers of outside input: all targets, 600 s each,
                           unless you name one or give a time
  icons                    redraw every icon from icons/icon.svg
  package                  build the .deb and the .rpm, and check both
  setup                    install what's missing, and nothing else
  licenses                 check the licenses of all dependencies (cargo deny)";

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    let arguments: Vec<_> = arguments
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("", [].as_slice()),
    };
    let outcome = match command {
        "run" => run::run(rest),
        "test" => test::test(),
        "scenes" => scenes::scenes(rest),
        "bench" => bench::bench(),
        "fuzz" => fuzz::fuzz(rest),
        #[cfg(feature = "icons")]
        "icons" => icons::icons(),
        #[cfg(not(feature = "icons"))]
        "icons" => shell::run(
            "cargo",
            &[
                "run",
                "--quiet",
                "--package",
                "xtask",
                "--features",
                "icons",
                "--",
                "icons",
            ],
        ),
        "package" => package::package(),
        "structure" => structure::structure(rest),
        "setup" => setup::setup(setup::For::Test),
        "licenses" => licenses(),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Skips the advisories: their database can't be reached from every network.
fn licenses() -> Outcome {
    if !shell::is_there("cargo-deny") {
        println!("Installing cargo-deny. This takes a few minutes.");
        shell::run("cargo", &["install", "cargo-deny", "--locked"])?;
    }
    shell::run("cargo", &["deny", "check", "licenses", "bans", "sources"])?;
    println!(
        "Security advisories were not checked. To check them online: cargo deny check advisories"
    );
    Ok(())
}
