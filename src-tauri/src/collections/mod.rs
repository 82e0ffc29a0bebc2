//! Collections and their folders.

pub mod read;
pub mod view;
