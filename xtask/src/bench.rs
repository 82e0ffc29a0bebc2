//! `cargo xtask bench`: release builds, whole processes, beside their peers.

use crate::{
    outcome::Outcome,
    package::{self, Profile},
    python, setup, shell,
};

pub(crate) fn bench() -> Outcome {
    setup::setup(setup::For::Test)?;
    setup::setup(setup::For::Package)?;
    shell::run_in(
        &shell::root().join("ui"),
        "npm",
        &["run", "--silent", "scenes"],
    )?;
    package::build_meridian("deb")?;
    package::build("tests/bare", "deb", Profile::Shipped)?;
    package::build("tests/bare", "deb", Profile::Default)?;
    println!("Building for release; the first time takes some minutes.");
    shell::run(
        "cargo",
        &[
            "build",
            "--profile",
            "bench",
            "--package",
            "bench",
            "--bins",
        ],
    )?;
    println!(
        "The Python SDK is that of {}.",
        python::SDK.program("python").display()
    );
    let program = shell::root().join("target/release/bench");
    shell::run(&program.to_string_lossy(), &[])
}
