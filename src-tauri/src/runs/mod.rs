//! The list of runs, one run with its timeline and log, and the roles in it.

pub mod cause;
pub mod change;
pub mod detail;
pub mod list;
pub mod live;
pub mod needs_you;
pub mod people;
pub mod question;
pub mod row;
pub mod timeline;
pub mod view;
