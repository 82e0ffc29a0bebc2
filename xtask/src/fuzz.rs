//! `cargo xtask fuzz`: fuzzes the parsers of outside input.

use std::{env, fs, path::Path, process::Command};

use crate::{outcome::Outcome, shell};

const TARGETS: [&str; 5] = [
    "scope_strings",
    "gare_bodies",
    "redirect_urls",
    "token_answers",
    "stored_records",
];

/// How long each target runs by default.
const SECONDS: &str = "600";

/// The coverage counters that guide libFuzzer. No address sanitizer: the fuzzed code has no `unsafe`.
const FLAGS: &[&str] = &[
    "--cfg fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

/// Fuzzes one target, or all of them in turn.
pub(crate) fn fuzz(arguments: &[String]) -> Outcome {
    let (names, seconds) = chosen(arguments)?;
    let folder = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| shell::root().join("target"), Into::into)
        .join("fuzz");
    let programs = build(&folder)?;
    for name in names {
        println!("\n=== {name}, {seconds} s");
        run(&programs.join(name), name, &folder, &seconds)?;
    }
    Ok(())
}

/// `[target] [seconds]`, in either order.
fn chosen(arguments: &[String]) -> Result<(Vec<&'static str>, String), String> {
    let mut names = TARGETS.to_vec();
    let mut seconds = SECONDS.to_owned();
    for argument in arguments {
        if let Some(name) = TARGETS.into_iter().find(|name| name == argument) {
            names = vec![name];
        } else if argument.parse::<u32>().is_ok_and(|seconds| seconds > 0) {
            seconds.clone_from(argument);
        } else {
            return Err(format!(
                "“{argument}” is neither a number of seconds nor a target. Targets: {}",
                TARGETS.join(", ")
            ));
        }
    }
    Ok((names, seconds))
}

/// Builds all targets and returns their folder. Naming the host as target keeps the counters out of
/// build scripts and proc macros.
fn build(folder: &Path) -> Result<std::path::PathBuf, String> {
    let about = shell::output("rustc", &["-vV"]).unwrap_or_default();
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or("rustc -vV doesn't name its host")?;
    shell::run_command(
        Command::new("cargo")
            .args(["build", "--release", "--bins"])
            .args(["--manifest-path", "fuzz/Cargo.toml", "--target", host])
            .env("CARGO_TARGET_DIR", folder)
            .env("RUSTFLAGS", FLAGS.join(" "))
            .current_dir(shell::root()),
    )?;
    Ok(folder.join(host).join("release"))
}

/// New inputs are collected in the target folder. Inputs that crash go into the committed corpus,
/// which the tests replay.
fn run(program: &Path, name: &str, folder: &Path, seconds: &str) -> Outcome {
    let grown = folder.join("corpus").join(name);
    fs::create_dir_all(&grown)
        .map_err(|error| format!("{} could not be created: {error}", grown.display()))?;
    let kept = shell::root().join("fuzz/corpus").join(name);
    let status = Command::new(program)
        .args([&grown, &kept])
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", kept.display()))
        .args(["-timeout=10", "-verbosity=0", "-print_final_stats=1"])
        .status()
        .map_err(|error| format!("{} could not be started: {error}", program.display()))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!(
            "{name} found a failing input. It is in {}",
            kept.display()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn target_and_seconds_are_chosen() {
        let chosen = |arguments: &[&str]| {
            let arguments: Vec<_> = arguments.iter().map(ToString::to_string).collect();
            super::chosen(&arguments)
        };
        assert_eq!(chosen(&[]), Ok((TARGETS.to_vec(), "600".to_owned())));
        let one = Ok((vec!["gare_bodies"], "20".to_owned()));
        assert_eq!(chosen(&["gare_bodies", "20"]), one);
        assert!(chosen(&["scopes"]).is_err());
    }

    #[test]
    fn every_target_is_run() {
        let targets = fs::read_dir(shell::root().join("fuzz/fuzz_targets")).expect("targets");
        let mut names: Vec<_> = targets
            .map(|file| file.expect("a file").path())
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .collect();
        names.sort();
        let mut targets = TARGETS;
        targets.sort_unstable();
        assert_eq!(names, targets);
    }
}
