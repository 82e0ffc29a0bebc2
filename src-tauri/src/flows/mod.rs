//! The list of flows, and the details and steps of one flow.

pub mod read;
pub mod row;
pub mod view;
