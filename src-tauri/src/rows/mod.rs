//! Globus' documents as rows of a list, and in words.

mod cli;
mod definition;
mod flow;
mod json;
mod run;
mod task;
mod task_event;
mod text;
mod timeline;

pub use cli::{consent_command, session_command};
pub use flow::{flow_row, flow_steps};
pub use json::laid_out;
pub use run::run_row;
pub use task::{grouped, task_row};
pub use task_event::{event_rows, task_options};
pub use text::{bounded_in_all, line, page, path};
pub use timeline::{not_reached, timeline};

/// Milliseconds since 1970; nothing in Globus is older.
pub fn millis(time: jiff::Timestamp) -> u64 {
    time.as_millisecond().try_into().unwrap_or(0)
}
