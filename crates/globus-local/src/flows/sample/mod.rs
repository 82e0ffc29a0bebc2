//! Sample data of a researcher: flows, and three months of their runs.

mod catalog;
mod definition;
mod flow;
mod input;
mod people;
mod run;

pub(crate) use catalog::SKETCHES;
pub(super) use flow::flows;
pub(super) use run::runs;
