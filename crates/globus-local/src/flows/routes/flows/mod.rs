//! The calls about flows.

mod create;
mod delete;
mod fields;
mod list;
mod query;
mod read;
mod update;
mod validate;

pub(super) use create::create;
pub(super) use delete::delete;
pub(super) use list::list;
pub(super) use read::get;
pub(super) use update::update;
pub(super) use validate::validate;
