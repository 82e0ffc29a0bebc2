//! Flows: the list, one flow, and its steps.

pub mod read;
pub mod row;
pub mod view;
