//! Starts that can't succeed end with a sentence that says what to do, not with a panic.

#![cfg(target_os = "linux")]

use std::{
    ffi::OsStr,
    os::unix::ffi::OsStrExt,
    process::{Command, Output},
};

const NO_DISPLAY: &str = include_str!("../../src-tauri/messages/no-display.txt");

/// Runs Meridian with only these variables in its environment.
fn start(arguments: &[&OsStr], variables: &[(&str, &str)]) -> Output {
    let home = tempfile::tempdir().expect("a home");
    Command::new(env!("CARGO_BIN_EXE_meridian"))
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        // Keeps a Meridian that is running on this computer from taking over.
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
        .envs(variables.iter().copied())
        .output()
        .expect("it starts")
}

#[track_caller]
fn ends_with(output: &Output, sentence: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.ends_with(sentence), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn without_a_display_it_says_so() {
    let output = start(&[], &[]);
    ends_with(&output, NO_DISPLAY);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, NO_DISPLAY, "only this sentence");
}

#[test]
fn an_unreachable_display_is_no_display() {
    ends_with(&start(&[], &[("DISPLAY", ":4242")]), NO_DISPLAY);
    let nowhere = [
        ("WAYLAND_DISPLAY", "nowhere"),
        ("XDG_RUNTIME_DIR", "/nowhere"),
    ];
    ends_with(&start(&[], &nowhere), NO_DISPLAY);
}

#[test]
fn an_argument_that_is_not_text_is_refused() {
    let output = start(&[OsStr::from_bytes(b"\xff")], &[]);
    let sentence = "Meridian can't read the argument \"\\xFF\" because it isn't UTF-8. \
                    Start Meridian without it.\n";
    ends_with(&output, sentence);
}
