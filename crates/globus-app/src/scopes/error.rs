//! What is wrong with a scope string, and where.

use super::limits::{MAX_DEPTH, MAX_LENGTH};

/// A scope string that can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (at character {})", position + 1)]
pub struct ScopeParseError {
    problem: ScopeProblem,
    position: usize,
}

impl ScopeParseError {
    /// An error at this byte of `text`.
    pub(super) fn at(text: &str, byte: usize, problem: ScopeProblem) -> Self {
        Self {
            problem,
            position: text
                .char_indices()
                .take_while(|(start, _)| *start < byte)
                .count(),
        }
    }

    /// What is wrong.
    pub fn problem(&self) -> &ScopeProblem {
        &self.problem
    }

    /// The index of the character that is wrong, starting at 0.
    ///
    /// For [`ScopeParser::merge_scopes`](super::ScopeParser::merge_scopes), it counts in the two
    /// lists written one after the other.
    pub fn position(&self) -> usize {
        self.position
    }
}

/// What is wrong with a scope string. Uses the Globus SDK's own words where it has them
/// (`globus_sdk/scopes/_graph_parser.py`).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScopeProblem {
    /// `a[`
    #[error("ended in left bracket")]
    EndedInLeftBracket,
    /// `a]`
    #[error("found ']' with no matching '[' preceding it")]
    UnmatchedRightBracket,
    /// `a [b]`
    #[error("'[' cannot have a preceding space")]
    SpaceBeforeLeftBracket,
    /// `a[]`
    #[error("found empty brackets")]
    EmptyBrackets,
    /// `* a`
    #[error("'*' must not be followed by a space")]
    SpaceAfterAsterisk,
    /// `a[b]c`
    #[error("']' may only be followed by a space or ']'")]
    AfterRightBracket,
    /// `a[[b]]`
    #[error("found double left-bracket")]
    DoubleLeftBracket,
    /// `[a]`
    #[error("found '[' without a preceding scope string")]
    NothingBeforeLeftBracket,
    /// `a[b`
    #[error("unclosed brackets, missing ']'")]
    UnclosedBrackets,
    /// `a *`
    #[error("ended in optional marker")]
    EndedInAsterisk,
    /// `**a`
    #[error("a scope string must always follow an optional marker")]
    NothingAfterAsterisk,
    /// `a[b[a]]`: a scope that depends on itself, directly or through others.
    #[error("A cycle was found involving '{0}'")]
    Cycle(String),
    /// A [`Scope`](super::Scope) without a scope string.
    #[error("no scope given")]
    Empty,
    /// A single scope's string contains a space or one of `[]*`.
    #[error("a scope string may not contain '[', ']', '*' or a space")]
    SpecialCharacter,
    /// There are several scopes where one is expected.
    #[error("more than one scope given")]
    MoreThanOne,
    /// Dependencies are nested deeper than
    /// [`ScopeParser::MAX_DEPTH`](super::ScopeParser::MAX_DEPTH).
    #[error("dependencies are more than {MAX_DEPTH} levels deep")]
    TooDeep,
    /// The string is longer than [`ScopeParser::MAX_LENGTH`](super::ScopeParser::MAX_LENGTH), as
    /// given or once each scope is written with all its dependencies.
    #[error("longer than {MAX_LENGTH} bytes")]
    TooLong,
}
