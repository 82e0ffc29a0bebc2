//! The language of definitions: paths, parameters, conditions and expressions, without any state.
//!
//! The Amazon States Language, as far as Flows took it over, and Flows' own expressions.

mod choice;
mod expression;
mod parameters;
mod path;

pub(super) use choice::{is_condition, matches};
pub(super) use parameters::evaluate;
pub(super) use path::Path;

/// Why a definition cannot be followed with the data of a run.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum LanguageError {
    #[error("'{0}' is not a path such as $.name.other[0]")]
    InvalidPath(String),
    #[error("the path '{0}' leads to nothing in the state of the run")]
    NothingAt(String),
    #[error("the value at the path '{0}' cannot hold another value")]
    NoPlaceAt(String),
    #[error("the expression '{expression}' cannot be evaluated: {problem}")]
    Expression { expression: String, problem: String },
    #[error("the condition cannot be checked: {0}")]
    Condition(String),
}
