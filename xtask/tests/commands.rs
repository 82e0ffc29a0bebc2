//! Commands that can't succeed say why and do nothing.

#![cfg(target_os = "linux")]

use std::{
    ffi::OsStr,
    os::unix::ffi::OsStrExt,
    process::{Command, Output},
};

const NO_DISPLAY: &str = include_str!("../../src-tauri/messages/no-display.txt");

/// Runs xtask with an empty PATH, so that it can't install or build anything.
fn xtask(argument: &OsStr) -> Output {
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let xtask = xtask.arg(argument).env_clear().env("PATH", "/nowhere");
    xtask.env("DISPLAY", "").output().expect("it starts")
}

#[test]
fn without_a_display_run_ends_before_it_builds() {
    let output = xtask(OsStr::new("run"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), NO_DISPLAY);
    assert!(output.stdout.is_empty());
}

#[test]
fn an_argument_that_is_not_text_is_no_command() {
    let output = xtask(OsStr::from_bytes(b"\xff"));
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("usage: cargo xtask COMMAND"), "{said}");
}
