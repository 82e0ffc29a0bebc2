//! The `meridian` executable.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]
#![expect(clippy::print_stderr, reason = "prints why the start failed")]

use std::process::ExitCode;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::{filter::Targets, fmt::writer::MakeWriterExt, prelude::*};

fn main() -> ExitCode {
    let asked = std::env::var("MERIDIAN_LOG").ok();
    let filter = asked.and_then(|asked| asked.parse::<Targets>().ok());
    let log = meridian::LogTail::default();
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr.and(log.clone()));
    tracing_subscriber::registry()
        .with(lines)
        .with(filter.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN)))
        .init();
    // Only test builds may be driven from outside, but Tauri follows this variable in any build.
    if cfg!(not(feature = "webdriver")) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some() {
        tracing::error!("TAURI_WEBVIEW_AUTOMATION is set, which this build doesn't allow");
        return ExitCode::FAILURE;
    }
    match meridian::run(std::env::args_os(), log) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
