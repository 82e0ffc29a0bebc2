//! `cargo xtask bench`: whole processes beside their peers, in turns, on one server; ratios.

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

/// Where the measured programs are.
#[derive(Debug)]
struct Programs {
    /// This program's own folder, with its siblings.
    folder: PathBuf,
    /// Python with the Globus SDK.
    python: PathBuf,
    /// The folder of its scripts.
    scripts: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let mut verdict = Verdict::default();
    match measure_all(&mut verdict).await {
        Ok(()) => verdict.end(),
        Err(error) => {
            println!("\nIt could not be measured: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure_all(verdict: &mut Verdict) -> Result<()> {
    let own = std::env::current_exe()?;
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let python = std::env::var_os("MERIDIAN_PYTHON").map(PathBuf::from);
    let programs = Programs {
        folder: own.parent().ok_or("a program is in a folder")?.to_owned(),
        python: python.unwrap_or_else(|| here.join("../../target/venv/bin/python")),
        scripts: here.join("python"),
    };
    list::compare(&programs, verdict).await?;
    refresh::count(&programs, verdict).await?;
    scopes::compare(&programs).await?;
    typing::compare(verdict).await?;
    window::compare(&here.join("../../target/package/release"), verdict).await
}
