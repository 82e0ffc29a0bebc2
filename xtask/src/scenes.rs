//! `cargo xtask scenes`: checks every scene. With `--record`, records the shell's answers in them.

use std::process::Command;

use crate::{outcome::Outcome, shell, workspace};

/// The variable that limits tests/scenes to scenes whose names begin with its value.
const ONLY: &str = "MERIDIAN_SCENES";

/// The variable that makes tests/scenes record instead of compare.
const RECORD: &str = "MERIDIAN_RECORD";

/// The test that records.
const RECORDER: &str = "the_shell_answers_as_it_was_recorded";

pub(crate) fn scenes(arguments: &[String]) -> Outcome {
    let (flags, names): (Vec<&String>, Vec<_>) = arguments
        .iter()
        .partition(|argument| *argument == "--record");
    let only = names.first().map_or("", |name| name.as_str());
    let ui = shell::root().join("ui");
    shell::run_in(&ui, "npm", &["run", "--silent", "build"])?;
    if !flags.is_empty() {
        let mut recorder = tests();
        recorder.env(ONLY, only).env(RECORD, "1");
        return shell::run_command(recorder.args(["--", RECORDER]));
    }
    shell::run_in(&ui, "npm", &["run", "--silent", "scenes"])?;
    shell::run_command(tests().env(ONLY, only).args(["--", "--skip", RECORDER]))
}

/// Uses the features of all other builds, so that nothing is built twice.
fn tests() -> Command {
    let mut cargo = workspace::cargo("test");
    cargo.args(["--test", "scenes"]);
    cargo
}
