//! Meridian's program.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

use tracing_subscriber::{EnvFilter, fmt::writer::MakeWriterExt};

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("MERIDIAN_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let log = meridian::LogTail::default();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr.and(log.clone()))
        .init();
    // A window that others can drive is for the tests alone; Tauri would obey in any build.
    if cfg!(not(feature = "webdriver")) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some() {
        tracing::error!("TAURI_WEBVIEW_AUTOMATION is set, which this build does not allow");
        return ExitCode::FAILURE;
    }
    match meridian::run(log) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "Meridian could not start");
            ExitCode::FAILURE
        }
    }
}
