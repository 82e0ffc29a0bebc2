//! `cargo xtask bench`: runs whole processes in turns with comparable programs, against one server,
//! and holds the ratios to bounds.

#![expect(clippy::print_stdout, reason = "a command's own output")]

mod globus;
mod list;
mod measure;
mod refresh;
mod scopes;
mod typing;
mod verdict;
mod window;

use std::{path::PathBuf, process::ExitCode};

use bench::Result;
use verdict::Verdict;

/// The paths of the measured programs.
#[derive(Debug)]
struct Programs {
    /// The folder of this program and the measured ones.
    folder: PathBuf,
    /// The Python that has the Globus SDK.
    python: PathBuf,
    /// The folder of the Python scripts.
    scripts: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let mut verdict = Verdict::default();
    match measure_all(&mut verdict).await {
        Ok(()) => verdict.end(),
        Err(error) => {
            println!("\nThe measurement failed: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure_all(verdict: &mut Verdict) -> Result<()> {
    let own = std::env::current_exe()?;
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let python = std::env::var_os("MERIDIAN_PYTHON").map(PathBuf::from);
    let programs = Programs {
        folder: own.parent().ok_or("this program has no folder")?.to_owned(),
        python: python.unwrap_or_else(|| here.join("../../target/venv/bin/python")),
        scripts: here.join("python"),
    };
    list::compare(&programs, verdict).await?;
    refresh::count(&programs, verdict).await?;
    scopes::compare(&programs).await?;
    typing::compare(verdict).await?;
    window::compare(&here.join("../../target/package/release"), verdict).await
}
