//! The calls about runs.

mod batch;
mod cancel;
mod list;
mod logs;
mod query;
mod read;
mod release;
mod resume;
mod start;
mod tags;
mod update;

pub(super) use batch::batch;
pub(super) use cancel::cancel;
pub(super) use list::{list, list_of_flow};
pub(super) use logs::{log, log_of_flow};
pub(super) use read::{definition, get};
pub(super) use release::release;
pub(super) use resume::{resume, resume_of_flow};
pub(super) use start::{start, validate};
pub(super) use update::update;
