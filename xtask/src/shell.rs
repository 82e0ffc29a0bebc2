//! Runs other programs.

use std::{
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

use crate::outcome::Outcome;

/// The top folder of the checkout.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Runs a program in the top folder. Fails if the program fails.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Outcome {
    run_in(&root(), program, arguments)
}

/// Runs a program in another folder.
pub(crate) fn run_in(folder: &Path, program: &str, arguments: &[&str]) -> Outcome {
    run_command(Command::new(program).args(arguments).current_dir(folder))
}

/// Runs a prepared command.
pub(crate) fn run_command(command: &mut Command) -> Outcome {
    let ended = command.status();
    outcome(command, ended)
}

/// Runs a prepared command, prints its output, and calls `watch` with each line as it arrives.
pub(crate) fn run_watched(command: &mut Command, mut watch: impl FnMut(&str)) -> Outcome {
    let ended = command
        .stdout(Stdio::piped())
        .spawn()
        .and_then(|mut child| {
            let printed = child.stdout.take().into_iter();
            for line in printed.flat_map(|out| BufReader::new(out).split(b'\n')) {
                let line = line?;
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                watch(&line);
            }
            child.wait()
        });
    outcome(command, ended)
}

fn outcome(command: &Command, ended: io::Result<ExitStatus>) -> Outcome {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    let shown = words.join(" ");
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("“{shown}” failed ({status})")),
        Err(error) => Err(format!("“{shown}” could not be started: {error}")),
    }
}

/// The output of a program, if it succeeds.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program is in the PATH.
pub(crate) fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
