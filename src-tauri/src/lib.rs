//! Meridian: the desktop shell around `globus-app`. Read from the top floor down:

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

mod app_name;
mod atomic_file;
mod cli;
mod clients;
mod deep_link;
mod definition;
mod desktop;
mod permissions;
mod place;
mod problem;
mod read;
mod status;
mod terms;
mod text;
mod time;

pub use shell::run;
pub use support::log_tail::LogTail;
