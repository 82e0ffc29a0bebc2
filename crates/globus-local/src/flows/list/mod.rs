//! What the lists of flows, runs and web inputs share: pages, order and roles.

mod order;
mod paging;
mod roles;
mod text;

pub(super) use order::{Criterion, sort};
pub(super) use paging::Paging;
pub(super) use roles::{any_of, at_least};
pub(super) use text::{comma_list, text};
