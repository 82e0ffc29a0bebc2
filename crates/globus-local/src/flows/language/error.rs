//! Why a definition cannot be followed.

/// Why a definition cannot be followed with the data of a run.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(in crate::flows) enum LanguageError {
    #[error("'{0}' is not a path such as $.name.other[0]")]
    InvalidPath(String),
    #[error("the path '{0}' does not exist in the state of the run")]
    NothingAt(String),
    #[error("the value at the path '{0}' cannot contain another value")]
    NoPlaceAt(String),
    #[error("the expression '{expression}' cannot be evaluated: {problem}")]
    Expression { expression: String, problem: String },
    #[error("the condition cannot be checked: {0}")]
    Condition(String),
}
