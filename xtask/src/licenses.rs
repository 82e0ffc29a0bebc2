//! Whether all dependencies may be shipped, come from where they should, and are not known to be bad.

use crate::{Result, program};

pub(crate) fn check() -> Result<()> {
    let deny = |words: &str| {
        let mut command = program::cargo();
        command.arg("deny").args(words.split(' '));
        command
    };
    if program::output(&mut deny("--version")).is_none() {
        println!("Installing cargo-deny with `cargo install`; this takes some minutes.");
        program::succeed(program::cargo().args(["install", "cargo-deny", "--locked"]))?;
    }
    program::succeed(&mut deny("check licenses bans sources"))?;
    if program::output(&mut deny("fetch db")).is_none() {
        println!("Advisories: skipped, because their database cannot be reached from here.");
        return Ok(());
    }
    program::succeed(&mut deny("check --disable-fetch advisories"))
}
