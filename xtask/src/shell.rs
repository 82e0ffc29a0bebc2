//! Runs other programs.

use std::{
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
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
pub(crate) fn run_watched(command: &mut Command, watch: impl FnMut(&str)) -> Outcome {
    let ended = follow(command, watch);
    outcome(command, ended)
}

/// Ends with the command, even if a process that it left behind keeps its output open.
fn follow(command: &mut Command, mut watch: impl FnMut(&str)) -> io::Result<ExitStatus> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let output = child.stdout.take().into_iter();
    let child = thread::spawn(move || child.wait());
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        let lines = output.flat_map(|output| BufReader::new(output).split(b'\n'));
        lines
            .map_while(Result::ok)
            .try_for_each(|line| sender.send(line))
    });
    loop {
        match lines.recv_timeout(Duration::from_secs(1)) {
            Ok(line) => {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                watch(&line);
            }
            Err(RecvTimeoutError::Timeout) if !child.is_finished() => {}
            Err(_) => break,
        }
    }
    child
        .join()
        .unwrap_or_else(|_| Err(io::Error::other("its end was missed")))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(script: &str) -> (Outcome, Vec<String>) {
        let mut lines = Vec::new();
        let mut shell = Command::new("sh");
        let outcome = run_watched(shell.args(["-c", script]), |line| {
            lines.push(line.to_owned());
        });
        (outcome, lines)
    }

    #[test]
    fn every_line_is_watched_to_the_last() {
        let (outcome, lines) = watched("echo one; echo two; printf three");
        assert_eq!(
            (outcome, lines.join(" ")),
            (Ok(()), "one two three".to_owned())
        );
        assert!(watched("echo one; exit 3").0.is_err());
    }

    #[test]
    fn a_process_left_behind_does_not_delay_the_end() {
        let (outcome, lines) = watched("sleep 3600 & echo $!");
        assert_eq!((outcome, lines.len()), (Ok(()), 1));
        run("kill", &[&lines[0]]).expect("it is still running");
    }
}
