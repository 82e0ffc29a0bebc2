//! The list of transfers and deletions, and one task with its events and files.

pub mod cancel;
pub mod detail;
pub mod detail_view;
pub mod event;
pub mod list;
pub mod live;
pub mod needs_you;
pub mod records;
pub mod resume;
pub mod row;
pub mod view;
