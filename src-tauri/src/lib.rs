//! Meridian, the desktop app around `globus-app`. Modules may use only those listed below them.

mod shell;

mod commands;
mod tray;

mod support;
mod work;

mod controller;

mod access;
mod accounts;
mod collections;
mod flows;
mod runs;
mod settings;
mod transfers;

mod people;
mod read;
mod tally;
mod terms;

mod permissions;

mod clients;

mod keychain;
mod requirements;

mod problem;

mod desktop;

mod app_name;
mod atomic_file;
mod cli;
mod deep_link;
mod definition;
mod lenient;
mod place;
mod status;
mod text;
mod time;

pub use shell::{run, start_error::StartError};
pub use support::log_tail::LogTail;
