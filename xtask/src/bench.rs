//! `cargo xtask bench`: measures release builds, as whole processes, against comparable programs.

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
    println!("Building for release. The first time takes a few minutes.");
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
        "Comparing with the Python SDK of {}.",
        python::SDK.program("python").display()
    );
    let program = shell::root().join("target/release/bench");
    shell::run(&program.to_string_lossy(), &[])
}
