//! The calls about web inputs, the questions that runs ask.

mod list;
mod query;
mod read;
mod respond;
mod web_input;

pub(super) use list::list;
pub(super) use read::get;
pub(super) use respond::respond;
