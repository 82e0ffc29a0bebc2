//! The project's own commands: `cargo xtask run | test | bench | fuzz | icons | package | setup | licenses`.

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
  run [-- ARGUMENTS]   installs what is missing, builds, and opens Meridian with the demo;
                       --no-demo opens it for real
  test                 every check there is, headless
  bench                release builds, whole processes, beside their peers
  fuzz [TARGET] [SECONDS]
                       made-up bytes for what reads what comes from outside; all, 600 s each
  icons                draws every icon anew, from icons/icon.svg
  package              the .deb and the .rpm, built for release and checked
  setup                only installs what is missing
  licenses             checks the licences of everything that is shipped (cargo deny)";

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

/// Without the advisories, whose database not every network reaches.
fn licenses() -> Outcome {
    if !shell::is_there("cargo-deny") {
        println!("cargo-deny is missing; building it takes some minutes.");
        shell::run("cargo", &["install", "cargo-deny", "--locked"])?;
    }
    shell::run("cargo", &["deny", "check", "licenses", "bans", "sources"])?;
    println!(
        "Advisories were not checked; where their database can be reached: cargo deny check advisories"
    );
    Ok(())
}
