//! The program on the command line.

use std::process::{Command, Output};

fn globus_local() -> Command {
    Command::new(env!("CARGO_BIN_EXE_globus-local"))
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

/// The message of a program that exits with 2, as for wrong usage. It is one line.
fn is_refused(output: &Output) -> &str {
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.starts_with("globus-local: "), "{told}");
    assert!(output.stdout.is_empty());
    told
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_text_is_refused_in_a_sentence() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let bytes = OsStr::from_bytes(b"\xff");
    for arguments in [vec![bytes], vec![OsStr::new("--port"), bytes]] {
        let output = globus_local().args(&arguments).output().expect("it starts");
        assert!(is_refused(&output).contains("\\xFF"), "{arguments:?}");
    }
}

#[test]
fn wrong_options_are_refused_in_a_sentence_that_says_where_help_is() {
    for arguments in [
        &["--what"][..],
        &["here"],
        &["--port"],
        &["--port", "70000"],
        &["--tasks=many"],
        &["--control=yes"],
    ] {
        let output = globus_local().args(arguments).output().expect("it starts");
        let told = is_refused(&output);
        assert!(told.ends_with("See globus-local --help.\n"), "{told}");
    }
}

#[test]
fn help_says_what_each_option_does() {
    for option in ["--help", "-h"] {
        let output = globus_local().arg(option).output().expect("it starts");
        assert!(output.status.success() && output.stderr.is_empty());
        let told = text(&output.stdout);
        for option in [
            "--port",
            "--auto-approve",
            "--seed",
            "--flows",
            "--tasks",
            "--control",
        ] {
            assert!(told.contains(option), "{option}");
        }
        assert!(
            told.lines().all(|line| line.chars().count() <= 80),
            "{told}"
        );
    }
}

#[test]
fn a_taken_port_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("bound").port().to_string();
    let output = globus_local().args(["--port", &port]).output();
    let output = output.expect("it starts");
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(&port) && told.contains("in use"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}
