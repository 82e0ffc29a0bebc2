//! The language of definitions: paths, parameters, conditions and expressions. It keeps no state.
//!
//! It is the Amazon States Language as far as Flows uses it, and Flows' own expressions.

mod choice;
mod error;
mod expression;
mod parameters;
mod path;

pub(super) use choice::{is_condition, matches};
pub(super) use error::LanguageError;
pub(super) use parameters::evaluate;
pub(super) use path::Path;
