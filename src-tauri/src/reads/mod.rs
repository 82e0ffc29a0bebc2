//! What the window shows, read from the bound clients: commands and watch ask the same.

mod collections;
mod flows;
mod runs;
mod transfers;

pub use collections::{collections, folder};
pub use flows::{flow, flows};
pub use runs::{run, run_log, runs};
pub use transfers::{copied_files, skipped_files, task_events, transfer, transfers};

/// The most rows that a list is asked for.
const MAX_ROWS: u32 = 1_000;
