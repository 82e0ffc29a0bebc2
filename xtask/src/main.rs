//! The project's own commands: `cargo xtask run | test | scenes | bench | fuzz | icons | package | setup | licenses`.

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
mod package;
mod python;
mod run;
mod scenes;
mod setup;
mod shell;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND
  run [-- ARGUMENTS]   installs what is missing, builds, and opens Meridian with the demo;
                       --no-demo opens it for real
  test                 every check there is, headless
  scenes [--record] [NAME]
                       looks at every scene, or at those whose names begin so; or records anew
                       what the shell says in them
  bench                release builds, whole processes, beside their peers
  fuzz [TARGET] [SECONDS]
                       made-up bytes for what reads what comes from outside; all, 600 s each
  icons                draws every icon anew, from icons/icon.svg
  package              the .deb and the .rpm, built for release and checked
  setup                only installs what is missing
  licenses             checks the licences of everything that is shipped (cargo deny)";

/// What a command answers: nothing, or what went wrong and how to mend it.
type Outcome = Result<(), String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
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
